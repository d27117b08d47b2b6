"""Events as one JSON object, each as the API gives it."""

import orjson

from timeline.api.shapes import event_shape


def as_json(events, about):
    """The list object in pieces, so that a long one needs little memory."""
    yield b'{"count":%d,"next":null,"previous":null,"results":[' % about.count
    between = b""
    for event in events:
        yield between + orjson.dumps(event_shape(event, about.language))
        between = b","
    yield b"]}\n"
