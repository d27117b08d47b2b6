"""Errors for programs, as RFC 9457 problem details that name the parameter."""

import orjson
from django.http import HttpResponse


def problem(request, errors, status=400, title="The query was not understood"):
    """Answer with what is wrong, parameter by parameter: `errors` maps a name to its messages."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": " ".join(message for messages in errors.values() for message in messages),
        "instance": request.path,
        "errors": [{"parameter": name, "messages": messages} for name, messages in errors.items()],
    }
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")
