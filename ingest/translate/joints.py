"""What joins words to phrases, and the English that it becomes: the tables of ``nounphrases``."""

import re

WORD = re.compile(r"[ぁ-ゖァ-ヺ一-龠]")
FOR = (
    "窓口",
    "申請書",
    "基準",
    "手続",
    "手続き",
    "期限",
    "理由",
    "条件",
    "要件",
    "締切",
    "資格",
    "予約",
    "期間",
    "時間",
    "受付",
)
WHERE = (
    *("お問い合わせ先", "お問合せ先", "問い合わせ先", "問合せ先", "連絡先", "提出先", "申込先", "送付先", "担当課"),
    *("担当", "宛先", "会場", "場所", "住所", "所在地"),
)
"""Labels after which an office or an address stands."""
TITLES: tuple[tuple[str, str], ...] = (
    ("に関する御案内", "information on {}"),
    ("に関するお知らせ", "notice regarding {}"),
    ("に関する調査", "survey on {}"),
    ("に関するアンケート", "questionnaire on {}"),
    ("に関する相談", "consultation on {}"),
    ("に関する説明会", "briefing on {}"),
    ("に関する条例", "ordinance on {}"),
    ("に関する規則", "regulations on {}"),
    ("に関する要綱", "guidelines on {}"),
    ("に関すること", "matters concerning {}"),
    ("について", "regarding {}"),
    ("のお知らせ", "notice of {}"),
    ("の御案内", "information on {}"),
    ("のご案内", "information on {}"),
    ("のお願い", "request for {}"),
    ("の手引き", "guide to {}"),
    ("の手引", "guide to {}"),
    ("のしおり", "guide to {}"),
    ("の流れ", "steps of {}"),
    ("の進め方", "how to proceed with {}"),
    ("のポイント", "key points of {}"),
    ("とは", "what is {}?"),
    ("の場合", "in the case of {}"),
    ("のとき", "in the case of {}"),
    ("のみ", "{} only"),
    ("の有無", "{} (yes or no)"),
    ("関係", "related to {}"),
    ("のとおり", "as in {}"),
    ("以外", "other than {}"),
    ("以降", "{} and later"),
    ("以前", "{} and earlier"),
    ("など", "{} and others"),
    ("等", "{} and others"),
)
HEADS: tuple[tuple[str, str], ...] = (
    ("申請書", "application form for {}"),
    ("申込書", "application form for {}"),
    ("届出書", "notification form for {}"),
    ("請求書", "request form for {}"),
    ("申告書", "return form for {}"),
    ("決定通知書", "notice of decision on {}"),
    ("交付通知書", "notice of issuance of {}"),
    ("発行通知書", "notice of issuance of {}"),
    ("結果通知書", "notice of the result of {}"),
    ("通知書", "notice of {}"),
    ("証明書", "certificate of {}"),
    ("報告書", "report on {}"),
    ("計画書", "plan for {}"),
    ("同意書", "letter of consent to {}"),
    ("届", "notification of {}"),
    ("一覧表", "list of {}"),
    ("一覧", "list of {}"),
    ("名簿", "list of {}"),
    ("予定表", "schedule of {}"),
    ("希望者", "those who wish for {}"),
    ("対象者", "persons eligible for {}"),
    ("該当者", "persons to whom {} applies"),
    ("担当者", "person in charge of {}"),
    ("担当", "in charge of {}"),
    ("年月日", "date of {}"),
    ("日時", "date and time of {}"),
    ("時刻", "time of {}"),
    ("予定日", "planned date of {}"),
    ("開始日", "start date of {}"),
    ("終了日", "end date of {}"),
    ("番号", "{} number"),
    ("方法", "method of {}"),
    ("場所", "place of {}"),
    ("会場", "venue of {}"),
    ("期間", "period of {}"),
    ("期限", "deadline for {}"),
    ("時間", "hours of {}"),
    ("状況", "status of {}"),
    ("理由", "reason for {}"),
    ("金額", "amount of {}"),
    ("件数", "number of {}"),
    ("制度", "{} system"),
    ("事業", "{} project"),
    ("窓口", "{} counter"),
    ("対策", "{} measures"),
    ("計画", "{} plan"),
    ("支援", "{} support"),
    ("氏名", "name of {}"),
    ("住所", "address of {}"),
    ("名", "name of {}"),
    ("日", "date of {}"),
    ("数", "number of {}"),
    ("額", "amount of {}"),
)
PERSON = "(?:方|人|者|かた|もの)"
PERSONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + PERSON), english)
    for pattern, english in (
        ("市内に住所を有する(.+)の", "living in the city, {}"),
        ("市内在住の(.+)の", "living in the city, {}"),
        ("一人暮らしの(.+)の", "living alone, {}"),
        ("(.+)をお持ちの", "who have {}"),
        ("(.+)を(?:持っている|有する)", "who have {}"),
        ("(.+)の認定を受け(?:ている|た)", "certified for {}"),
        ("(.+)の(?:交付|給付|支給|許可)を受け(?:ている|た)", "who have received {}"),
        ("(.+)を受け(?:ている|た)", "who have received {}"),
        ("(.+)を希望する", "who wish for {}"),
        ("(.+)に加入(?:している|する)", "enrolled in {}"),
        ("(.+)に(?:登録する|登録される)", "to be entered in {}"),
        ("(.+)に登録(?:している|された)", "entered in {}"),
        ("(.+)である", "who are {}"),
        ("(.+)の", "{}"),
    )
)
WHEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + "(?:とき|場合|には)"), english)
    for pattern, english in (
        ("(.+)に加入する", "when enrolling in {}"),
        ("(.+)を(?:脱退する|やめる)", "when leaving {}"),
        ("(.+)を申請する", "when applying for {}"),
        ("(.+)を変更する", "when changing {}"),
        ("(.+)を(?:紛失した|なくした)", "if you have lost {}"),
        ("(.+)が(?:変わった|変更になった)", "when {} has changed"),
        ("(.+)が必要な", "when you need {}"),
        ("(.+)を利用する", "when using {}"),
        ("(.+)を納付する", "when paying {}"),
        ("(.+)を提出する", "when submitting {}"),
    )
)
BECAUSE = re.compile(r"(.+)に(?:伴う|係る|関する)(.+)")
UP_TO = re.compile(r"(.+以上)(.+)まで")
AGED = re.compile(r"\b([0-9]+) years old (or over|or under)|under ([0-9]+) years old")
AND = re.compile(
    r"(?P<and>及び|並びに|および|ならびに|(?<=[一-龠])と(?=[一-龠]))|(?P<or>又は|若しくは|または|もしくは)|(?P<list>[、，・]|(?<![0-9０-９])[／/])"
)
BOX = re.compile(r"[\s　]*(?P<box>[□☐☑☒■✓✔])[\s　]*")
AS_OF = re.compile(r"(.+?)[\s　]*(?:現在|時点)")
