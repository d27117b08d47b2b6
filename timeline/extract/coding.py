"""What a sentence tells of, as a proposal: kind of event, PLOVER category and mode, and the words because of which.

Rules are words in English, Korean and Japanese, tried in order: the first that matches proposes. They follow the PLOVER
manual's rulings (a promised treaty is AGREE, a signed one SUPPORT, an apology CONCEDE, a cancelled meeting REJECT). A
researcher decides; a sentence that no rule knows gets no category.
"""

import re
from dataclasses import dataclass

LONGEST = 2000  # characters of a sentence that are looked at


@dataclass(frozen=True)
class Coding:
    """What is proposed ("" where nothing is), and the words of the text because of which."""

    kind: str = ""
    kind_words: str = ""
    plover: str = ""
    plover_mode: str = ""
    plover_words: str = ""


def code(sentence):
    """The Coding of a sentence."""
    sentence = sentence[:LONGEST]
    kind, _mode, kind_words = first_of(KINDS, sentence)
    category, mode, words = first_of(CATEGORIES, sentence)
    return Coding(kind, kind_words, category, mode, words)


def first_of(rules, sentence):
    for name, mode, pattern in rules:
        if found := pattern.search(sentence):
            return name, mode, " ".join(found[0].split())
    return "", "", ""


def rules(lines):
    """`name words` or `name/mode words` a line; words are alternatives of a pattern, matched from a word's start."""
    made = []
    for line in lines.strip().splitlines():
        name, words = line.strip().split(None, 1)
        name, _slash, mode = name.partition("/")
        made.append((name, mode, re.compile(rf"(?:\b|(?<=[^\x00-\x7f]))(?:{words})", re.IGNORECASE)))
    return made


# What happens first in a line is what the sentence is most about. ".{0,40}" bounds every gap.
CATEGORIES = rules(
    r"""
    ASSAULT/explosives suicide.{0,12}bomb|(?:car|roadside) bomb|explod\w+ .{0,20}bomb|bombing (?:kill|wound)|폭탄 ?테러|爆弾テロ
    ASSAULT/abduct abduct(?!ion issue|ees)|kidnap|납치(?:했|됐|당)|拉致し|拉致され
    ASSAULT/targeted assassinat|암살|暗殺
    ASSAULT/torture tortur|고문(?:했|당)|拷問
    ASSAULT/sexual sexually (?:abus|assault)|\brap(?:e|ed|ing)\b
    ASSAULT/aerial (?:air ?strike|aircraft|helicopter|warplane|predator)s?\b.{0,60}(?:kill|shell|bomb|attack)|공습|空爆
    ASSAULT/heavy-weapons shell(?:ed|ing)\b|invasion of|invad|(?:re)?(?:captur|tak)(?:ed|en) .{0,30}(?:stronghold|village|town|city)|포격|砲撃|侵攻
    ASSAULT/explosives minefield|landmine
    ASSAULT/primitive machete|stabb|흉기|刃物
    ASSAULT massacr|attack(?:ed|s)? by|kill(?:ed|ing) (?:at least )?\w+ (?:people|civilian|soldier)|살해|殺害|襲撃
    THREATEN/violence (?:threaten|vow|swor)\w* .{0,30}(?:attack|offensive|strike|blow|fight|war)|무력 (?:위협|사용)|武力行使を
    THREATEN/restrict (?:threaten|warn)\w* .{0,40}(?:ban|strike|boycott|blockade|curfew|tariff|sanction)|보복 관세를? 경고|対抗措置を示唆
    THREATEN (?:threaten|warn)\w*\b(?! of rain)|said .{0,12}will (?:boycott|blockade)|would blockade|(?:announced|said) .{0,30}will withdraw|경고했|警告した
    AGREE agree(?:d|s) (?:in principle |on \w+ ){0,2}to |will (?:provide|return) |(?:announced|said) .{0,12}(?:will|would) (?:allow|return|meet) |합의했|합의하|合意し
    COERCE/martial-law (?:declar|impos)\w+ .{0,20}martial law|imposition of martial law|비상계엄(?:을)? ?선포|계엄.{0,6}선포|戒厳(?:令)?を?.{0,4}(?:宣布|宣言)
    COERCE/arrest arrest(?:ed|s|ing)?\b|detain(?:ed|s)|체포(?:했|됐|됨)|구속(?:됐|했)|逮捕|拘束し
    COERCE/seize confiscat|seiz(?:ed|ure|ing)|liquidation of .{0,20}assets|나포|압류|拿捕|差し押さえ
    COERCE/restrict reimpos|blockade|prevented .{0,20}(?:demonstration|rally|protest)|export (?:curb|restriction|control)s?|수출 ?규제(?!.{0,6}(?:해제|완화))|輸出(?:規制(?!.{0,6}(?:解除|緩和))|管理を?強化)
    COERCE/censor defac|censor|검열|検閲
    COERCE destroy|demolish|blew up|human shields|colonial rule|annex(?:ed|ation)|식민 ?(?:지배|통치)|植民地(?:支配|統治)|併合
    SANCTION/convict order(?:ed|s|ing)? .{0,60}(?:to (?:pay|compensate)|compensat)|(?:court|tribunal)\b.{0,60}(?:liable|compensation)|배상(?:하라|판결|책임)|賠償(?:を|するよう)?.{0,10}命
    SANCTION/withdraw recall(?:ed|s|ing)? .{0,30}(?:ambassador|envoy)|(?:ambassador|envoy).{0,20}recalled|withdr\w+ .{0,30}(?:ambassador|peacekeep)|대사.{0,8}(?:소환|귀국)|大使.{0,8}(?:召還|一時帰国)
    SANCTION/expel expel|forced .{0,40}out of the country|shipped out|추방|国外退去|追放
    SANCTION/discontinue (?:suspen(?:d|s)|cut off|halt|terminat|reduc|prohibit)\w* .{0,40}(?:link|aid|tie|swap|agreement|supplies|assistance|talks)|deny entry|cancel+ed a planned visit|removed? .{0,30}from .{0,20}white ?list|impos\w+ .{0,30}(?:sanction|tariff)|unilateral tariffs|face .{0,30}tariffs|협정 (?:종료|파기)|백색 ?국가.{0,8}제외|제재.{0,4}부과|관세.{0,6}부과|(?:協定|交渉).{0,6}(?:破棄|中断)|制裁を?(?:科|発動)|関税を?.{0,6}課
    PROTEST/boycott boycott|불매|不買
    PROTEST/strike (?:on|general) strike|stopped work|파업|ストライキ
    PROTEST/riot riot|폭동|暴動
    PROTEST/obstruct block(?:ed|ing)? .{0,30}(?:road|street|bridge|highway)
    PROTEST/demo demonstrat(?:ed|ors|ion)|protest(?:ers|ed against)|rall(?:y|ied|ies)|collecting signatures|시위(?:를|가)?|집회|デモ(?:行進|を)|抗議集会
    MOBILIZE/weapons (?:missile|nuclear|rocket) (?:test|launch)|(?:test|launch|fir)\w* .{0,30}missile|미사일.{0,10}(?:발사|시험)|핵 ?실험|ミサイル.{0,10}(?:発射|実験)|核実験
    MOBILIZE/troops (?:mobili[sz]|deploy)\w* .{0,40}(?:troops|army|forces|units|soldiers)|deployment of (?:armed forces|troops)|troops remained on alert|on alert|군.{0,6}(?:투입|동원)|部隊.{0,6}(?:派遣|投入)
    MOBILIZE/police police patrols|patrols by police|경찰.{0,6}배치|警察.{0,6}配備
    REJECT/meet (?:cancel|refus|reject|declin|postpon)\w* .{0,40}(?:meeting|summit|talks|visit|to meet|invitation)|(?:회담|방문).{0,8}(?:취소|거부|연기)|(?:会談|訪問).{0,8}(?:中止|取り?消|拒否)
    REJECT reject|refus(?:ed|es|ing|al)|declin(?:ed|es) to|den(?:ied|y) .{0,30}(?:allocation|request|admission|entry)|veto|failed to (?:reach|agree)|oppos(?:ed|es) (?:to )?|will not accept|out of the question|violat(?:ed|es) a ban|거부(?:했|하)|거절|결렬|拒否し|拒否を|決裂|応じない
    CONCEDE apolog|express\w* .{0,20}(?:remorse|regret)|remorse|사과(?:했|하|문)|사죄|반성(?:과|의|을)|謝罪|おわび|お詫び|反省の意|遺憾の意を表
    CONCEDE conced|eas(?:ed|es|ing) .{0,30}(?:measure|restriction|curb|ban|sanction)|lift(?:ed|s|ing)? .{0,40}(?:ban|restriction|curb|emergency|sanction|measure)|call(?:ed)? off|cancel+ed .{0,30}(?:restriction|curb)|accept(?:ed|s)? .{0,20}demand|allow(?:ed|s)? .{0,40}(?:to |rally|candidate)|drop(?:ped|s)? .{0,30}(?:complaint|suit|case)|restore .{0,40}(?:white list|trusted)|(?:규제|금지|제한).{0,8}(?:해제|완화)|제소.{0,6}(?:철회|취하)|(?:規制|禁止|制限).{0,8}(?:解除|緩和)|提訴.{0,6}(?:取り?下げ|撤回)
    RETREAT/resign resign(?:ed|s|ation)|stepp?(?:ed|ing)? down|사임|사퇴|사직|辞任|辞職|退陣
    RETREAT/withdraw withdr(?:ew|awal|awn) (?:of |from )?.{0,30}(?:troops|forces|from)|completed .{0,20}withdrawal|철수|撤退
    RETREAT/release releas(?:ed|es) .{0,40}(?:prisoner|hostage|detainee|fishermen|crew)|석방|釈放
    RETREAT/disarm surrender|disarm|항복|降伏
    RETREAT/access inspectors .{0,20}(?:arriv|receiv)|peacekeeping troops arrived|mission of observers
    AID (?:provid|giv|grant|send|sent|hand)\w* .{0,40}(?:aid|assistance|medicine|relief|asylum|intelligence|restitution|compensation)|paid .{0,12}compensation|humanitarian aid|foundation that would pay|(?:지원|원조|구호).{0,6}(?:제공|전달)|(?:支援|援助).{0,6}(?:提供|供与)|財団.{0,20}(?:設立|創設)|재단.{0,20}(?:설립|창설)
    COOPERATE joint (?:exercise|drill|military)|war games|military exercise|shar(?:ed|ing) .{0,20}intelligence|jointly purchas|연합 ?훈련|공동 ?훈련|共同訓練|合同演習
    SUPPORT sign(?:ed|s|ing) .{0,60}(?:treaty|agreement|pact|accord|convention|protocol|memorandum)|treaty .{0,20}signed|ratif(?:y|ied|ication|ies)|establish\w* .{0,20}(?:diplomatic|ties|relations)|normali[sz](?:ed|ation|ing)|upgrad\w+ .{0,20}ties|(?:조약|협정|양해각서).{0,12}(?:서명|체결|조인)|비준|국교 ?정상화|수교|(?:条約|協定|覚書).{0,12}(?:署名|締結|調印)|批准|国交(?:正常化|樹立)
    CONSULT/phone phone|telephone|spoke by|전화 ?(?:통화|회담)|통화(?:했|를|하)|電話(?:会談|協議)
    ACCUSE/investigate investigat|inspectors? (?:to|dispatch)|dispatched inspectors|opened .{0,20}hearing|put under investigation|수사(?:에|를)|조사에 착수|捜査(?:を|に)|調査を開始
    ACCUSE/disapprove accus(?:ed|es|ing)|denounc|condemn|비난|규탄|非難|糾弾
    REQUEST demand|request(?:ed|s)?\b|urg(?:ed|es|ing)|call(?:ed|s|ing)? (?:on|for)|press(?:ed|ing|ur)\w* .{0,30}(?:to|for)|pushing hard|must (?:agree|return|ensure|accept)|요구(?:했|하)|촉구|요청(?:했|하)|要求し|求めた|要請
    AGREE agree(?:d|s) (?:to|on|upon|that|in)|agreement to|offer(?:ed|s) |will (?:provide|allow|visit|evacuate|return|attend|hold)|would (?:meet|allow|hold)|(?:is|are) (?:to|ready to) (?:visit|meet|hold|contribute)|accept(?:ed|s) |plans? to (?:visit|meet|hold)|합의(?:했|하|를)|약속했|할 (?:예정|계획)|방문한다|개최한다|合意(?:し|を)|約束し|する(?:予定|方針)|訪問する|開催する
    CONSULT/visit (?:state |working |official )?visit(?:ed|s|ing)?\b (?:to |with )?|met (?:with )?|meeting with|summit|held (?:talks|a meeting)|travel+ed to|trip to|hosted|방문(?:했|해|중)|방일|방한|회담(?:했|을|이|에서)|만나|訪(?:日|韓|米)|訪問(?:し|中)|会談(?:し|を|が|で)|会った
    CONSULT/multilateral mediat|multilateral|G7|G20|APEC|trilateral|다자|3국|三カ国|日米韓|日中韓
    CONSULT talks|negotiat|dialogue|consult|discuss|협의|협상|대화|논의|協議|交渉|対話|意見交換
    ACCUSE/disapprove accus|denounc|condemn|criticiz|criticis|blam(?:ed|es)|protest(?:ed|s)? (?:over|against|to)|lodged .{0,20}protest|비난|규탄|항의(?:했|하)|유감을|非難|抗議(?:し|を)|遺憾
    SUPPORT prais|defend(?:ed|s)|welcom(?:ed|es)|congratulat|support(?:ed|s)? |reaffirm|forgiv|축하|환영(?:했|하)|지지(?:했|하)|祝意|歓迎(?:し|の)|支持(?:し|を)
    """
)

KINDS = rules(
    r"""
    summit summit|leaders? .{0,30}(?:met|meet|talks)|(?:president|prime minister)\b.{0,80}(?:met|meet(?:s|ing)?|talks|dinner)\b.{0,60}(?:president|prime minister)|정상회담|정상 ?회의|首脳会談|首脳会議|サミット
    leadership election|vot(?:e[ds]?|ers|ing)\b|ballot|turnout|inaugurat|took office|takes office|tak(?:e|ing) office|sworn in|impeach|oust|removed from office|martial law|acting president|resign|cabinet reshuffle|선거|투표|대선|총선|취임|탄핵|파면|계엄|권한대행|사퇴|개각|選挙|投票|就任|弾劾|罷免|戒厳|辞任|組閣|内閣改造
    treaty treaty|ratif|(?:sign|conclud)\w* .{0,40}(?:agreement|pact|accord|memorandum|convention)|normali[sz](?:ed|ation)|조약|협정(?:에|을|이)? ?(?:서명|체결)?|비준|수교|국교 ?정상화|条約|協定|批准|国交(?:正常化|樹立)
    history forced labou?r|comfort women|Yasukuni|textbook|colonial|wartime|courts?\b|rulings?\b(?! (?:party|coalition|bloc|camp))|apolog|Dokdo|Takeshima|restitution|강제 ?(?:징용|동원)|위안부|야스쿠니|교과서|식민|판결|대법원|사과|독도|徴用|慰安婦|靖国|教科書|植民地|判決|最高裁|大法院|謝罪|竹島
    trade tariff|export|import(?!an)|trade|WTO|World Trade Organization|white ?list|supply chain|semiconductor|natural gas|LNG|currency swap|seafood|관세|수출|수입|무역|통상|화이트 ?리스트|백색 ?국가|반도체|통화 ?스와프|수산물|関税|輸出|輸入|貿易|通商|ホワイト国|半導体|通貨(?:スワップ|交換)|水産物
    security missile|nuclear|troops|military|defen[cs]e|security|exercise|drill|radar|GSOMIA|intelligence|forces|미사일|핵|군(?:사|대)|국방|안보|훈련|레이더|지소미아|ミサイル|核|軍|防衛|安全保障|訓練|レーダー
    commemoration anniversar|commemorat|ceremony|reception|memorial|celebrat|주년|기념|추모|리셉션|周年|記念|追悼|式典|レセプション
    meeting (?:held|hold)\w* .{0,20}(?:talks|meeting|session)|met\b|meet(?:ing)?\b|talks|visit|phone|dialogue|forum|session|회담|회의|만나|방문|통화|대화|포럼|会談|会議|会合|訪問|電話|対話|フォーラム
    society travel|tourist|visitors|poll|survey|exchange|culture|student|visa|festival|athlete|관광|방문객|여론 ?조사|교류|문화|유학|비자|観光|訪問客|世論調査|交流|文化|留学|ビザ
    statement statement|declar|said|announc|propos|legislation|bills?\b|성명|선언|발표|밝혔|제안|법안|声明|宣言|発表|述べ|表明|提案|法案
    """
)
