"""What each rule does, as sentences of the kind an office writes."""

import pytest

from ingest.model import Sentence, SentenceKind
from ingest.plain import to_plain


def convert(text, kind=SentenceKind.SENTENCE):
    return to_plain([Sentence(text, kind, 0)], furigana=False)[0]


def plain(text, kind=SentenceKind.SENTENCE):
    converted = convert(text, kind)
    assert converted.flags == ()
    return converted.text


def rules(text):
    return [edit.rule for edit in convert(text).edits]


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("令和7年4月1日から始まります。", "2025年4月1日（火曜日）から始まります。"),
        ("令和7年4月1日（火）から始まります。", "2025年4月1日（火曜日）から始まります。"),
        ("令和7年10月1日から31日までです。", "2025年10月1日（水曜日）から10月31日（金曜日）までです。"),
        ("令和7年10月1日～11月4日に行います。", "2025年10月1日（水曜日）～11月4日（火曜日）に行います。"),
        ("令和7年12月1日から3月31日までです。", "2025年12月1日（月曜日）から3月31日までです。"),
        ("平成7年4月2日から4月30日までの写真です。", "1995年4月2日から4月30日までの写真です。"),
        ("令和元年度から始まりました。", "2019年度から始まりました。"),
        ("令和7年4月1日現在の人口です。", "2025年4月1日現在の人口です。"),
        ("昭和50年3月2日に生まれました。", "1975年3月2日に生まれました。"),
        ("午後3時30分に閉まります。", "15時30分に閉まります。"),
        ("午前9時から午後5時15分までです。", "9時から17時15分までです。"),
        ("午後1時から5時までです。", "13時から17時までです。"),
        ("正午に閉まります。", "昼の12時に閉まります。"),
    ],
)
def test_dates_are_western_and_times_count_24_hours(formal, easy):
    assert plain(formal) == easy


def test_a_date_that_does_not_exist_stays_and_is_flagged():
    converted = convert("令和8年4月31日までに提出してください。")
    assert converted.text == "令和8年4月31日までに出してください。"
    assert [flag.code for flag in converted.flags] == ["date_impossible"]


def test_a_weekday_that_is_wrong_stays_and_is_flagged():
    converted = convert("令和7年4月1日（月）に始まります。")
    assert "令和7年4月1日（月）" in converted.text
    assert [flag.code for flag in converted.flags] == ["weekday_disagrees"]


def test_the_number_of_a_law_keeps_its_era():
    assert "昭和25年法律第226号" in plain("地方税法（昭和25年法律第226号）によります。")
    assert "令和5年告示第3号" in plain("令和5年告示第3号により行います。")
    assert "2027年4月18日" in plain("選挙は、令和9年4月18日（日）告示です。")


def test_a_range_that_leaves_out_its_second_era_is_converted_whole():
    assert plain("令和7年4月から8年3月までです。") == "2025年4月から2026年3月までです。"


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("期限までに払われないときは、手紙を送ります。", "期限までに払わないときは、手紙を送ります。"),
        ("書類を出されない場合は、知らせます。", "書類を出さないときは、知らせます。"),
        (
            "お金が期限までに払われないときは、電話してください。",
            "お金が期限までに払われないときは、電話してください。",
        ),
        ("税金が払われない年もあります。", "税金が払われない年もあります。"),
        ("4分の3が期限までに払われなければ、申し込むことができません。",) * 2,
    ],
)
def test_what_people_leave_undone_is_said_of_them(formal, easy):
    assert plain(formal) == easy


def test_a_year_whose_era_is_not_clear_keeps_the_sentence_from_being_half_converted():
    assert plain("令和7年4月に始まり、8年3月に終わります。") == "令和7年4月に始まり、8年3月に終わります。"


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("お申し込みください。", "申し込んでください。"),
        ("ご記入ください。", "書いてください。"),
        ("窓口へお越しください。", "窓口へ来てください。"),
        ("お支払いいただけない場合は、知らせます。", "払ってもらえないときは、知らせます。"),
        ("館内ではご利用いただけません。", "建物の中では使うことができません。"),
        ("印鑑をお持ちください。", "はんこを持ってきてください。"),
        ("書類をご提出くださいますようお願い申し上げます。", "書類を出してください。"),
        ("書類を提出していただきますようお願いいたします。", "書類を出してください。"),
        ("こちらから連絡させていただきます。", "こちらから連絡します。"),
        ("身分を確認させていただく場合があります。", "身分を確かめる場合があります。"),
        ("館内でご利用いただけます。", "建物の中で使うことができます。"),
        ("写真を窓口でお渡しいたします。", "写真を窓口で渡します。"),
        ("準備を進めてまいります。", "用意を進めていきます。"),
        ("駐車場はございません。", "駐車場はありません。"),
        ("担当課は3階でございます。", "担当の課は3階です。"),
        ("お住まいの方が対象です。", "住んでいる人が対象です。"),
        ("カードをお持ちでない方は、申し出てください。", "カードを持っていない人は、言ってください。"),
        ("窓口に来られる方にお知らせします。", "窓口に来る人に知らせます。"),
        ("会員の方に連絡します。", "会員に連絡します。"),
        ("書類をご持参願います。", "書類を持ってきてください。"),
        ("期限までに提出されたい。", "期限までに出してください。"),
        ("お答えいたしかねます。", "答えることができません。"),
    ],
)
def test_honorifics_become_plain_polite_speech(formal, easy):
    assert plain(formal) == easy


@pytest.mark.parametrize(
    "text",
    [
        "早めに申し込んだ方がよいです。",
        "電話するよりも、窓口に来た方が、早く終わります。",
        "東の方に進んでください。",
        "ありがとうございます。",
        "来られない場合もあります。",
    ],
)
def test_what_only_looks_honorific_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("無料である。", "無料です。"),
        ("無料であった。", "無料でした。"),
        ("対象ではない。", "対象ではありません。"),
        ("税金を払わなければならない。", "税金を払わなければなりません。"),
        ("写真を撮ってはならない。", "写真を撮ってはいけません。"),
        ("次の日に行う。", "次の日に行います。"),
        ("雨が降った。", "雨が降りました。"),
        ("雨は降らなかった。", "雨は降りませんでした。"),
        ("値段が高い。", "値段が高いです。"),
        ("雨になるだろう。", "雨になるでしょう。"),
        ("市が決めるものとする。", "市が決めることになっています。"),
        ("来月から始めることとする。", "来月から始めることにします。"),
        ("次の日に行う（雨の場合を除く）。", "次の日に行います。ただし、雨の場合は除きます。"),
    ],
)
def test_a_sentence_ends_in_desu_or_masu(formal, easy):
    assert plain(formal) == easy


@pytest.mark.parametrize("kind", [SentenceKind.HEADING, SentenceKind.CELL, SentenceKind.ITEM, SentenceKind.FRAGMENT])
def test_what_is_no_sentence_gets_no_ending(kind):
    assert plain("市が行う。", kind) == "市が行う。"


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("窓口で登録を行います。", "窓口で登録します。"),
        ("窓口で申請を行ってください。", "窓口で申し込んでください。"),
        ("窓口で登録が可能です。", "窓口で登録することができます。"),
        ("書類の提出が必要です。", "書類を出すことが必要です。"),
        ("学生たちの登録が必要です。", "学生たちの登録が必要です。"),
        ("登録後に送ります。", "登録した後に送ります。"),
        ("登録時に払ってください。", "登録するときに払ってください。"),
        ("確認のうえ、送ってください。", "確かめて、送ってください。"),
        ("必要な登録を行います。", "必要な登録を行います。"),
        ("住所の登録を行います。", "住所を登録します。"),
        ("住所、名前の登録を行います。", "住所、名前の登録を行います。"),
        ("市の登録を行います。", "市の登録を行います。"),
        ("証明書の発行ができます。", "証明書を出すことができます。"),
        ("窓口で登録ができます。", "窓口で登録することができます。"),
        ("新しい道路ができました。", "新しい道ができました。"),
        ("カードの交付方法です。", "カードの渡し方です。"),
        ("料金の計算方法です。", "お金の計算のしかたです。"),
        ("転出予定の方に知らせます。", "引っ越す予定の人に知らせます。"),
        ("購入希望の方に知らせます。", "買いたい人に知らせます。"),
        ("入院中の方に知らせます。", "入院している人に知らせます。"),
        ("入院中の食事です。", "入院中の食事です。"),
        ("転出前に知らせてください。", "引っ越す前に知らせてください。"),
        ("予約の手続きをお願いします。", "予約の手続きをしてください。"),
        ("書類の提出をお願いいたします。", "書類を出してください。"),
        ("窓口で相談を行っています。", "窓口で相談を行っています。"),
    ],
)
def test_an_action_said_as_a_noun_becomes_a_verb_where_nothing_modifies_it(formal, easy):
    assert plain(formal) == easy


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("書類を提出しなければなりません。", "書類を出さなければなりません。"),
        ("書類を提出しないでください。", "書類を出さないでください。"),
        ("書類を提出すれば終わります。", "書類を出せば終わります。"),
        ("書類が提出されました。", "書類が出されました。"),
        ("証明書を紛失したときは知らせてください。", "証明書をなくしたときは知らせてください。"),
        ("住所が変更されます。", "住所が変わります。"),
        ("画面に表示されます。", "画面に出ます。"),
        ("窓口で証明書を発行できます。", "窓口で証明書を出すことができます。"),
        ("窓口で証明書が発行できます。", "窓口で証明書が発行できます。"),
        ("速やかに知らせてください。", "すぐに知らせてください。"),
        ("迅速な手続きに努めます。", "早い手続きに努めます。"),
        ("条件は異なります。", "条件は違います。"),
        ("資格を有する者。", "資格を持つ人。"),
        ("登録の有無を確かめてください。", "登録があるかどうかを確かめてください。"),
        ("内容を変更又は削除することがあります。", "内容を変更または削除することがあります。"),
        ("土地の使用者に知らせます。", "土地の使用者に知らせます。"),
        ("申請書に書いてください。", "申請書に書いてください。"),
        ("「申請する」を押してください。", "「申請する」を押してください。"),
        ("相談に応じています。", "相談を受けています。"),
        ("法律に定める期間です。", "法律に定める期間です。"),
    ],
)
def test_a_hard_word_becomes_an_easy_one_in_the_same_chain(formal, easy):
    assert plain(formal) == easy


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("住所及び名前を書いてください。", "住所と名前を書いてください。"),
        ("電話又はメールで知らせてください。", "電話かメールで知らせてください。"),
        ("書類等を出してください。", "書類などを出してください。"),
        ("登録する際には知らせてください。", "登録するときには知らせてください。"),
        ("登録の際は知らせてください。", "登録するときは知らせてください。"),
        ("登録に当たっては、次のことに注意してください。", "登録するときは、次のことに注意してください。"),
        ("欠席する旨を知らせてください。", "欠席することを知らせてください。"),
        ("郵送により送ってください。", "郵便で送ってください。"),
        ("法律により決まっています。", "法律によって決まっています。"),
        ("選択によります。", "選択によります。"),
        ("この制度に係る書類です。", "この制度についての書類です。"),
        ("市民に限り、無料です。", "市民だけ、無料です。"),
        ("手続きは無料となります。", "手続きは無料です。"),
        ("市と一体となって行います。", "市と一体となって行います。"),
        ("法律が変わるのに伴い、中止します。", "法律が変わるのに伴い、やめます。"),
        ("改正に伴い、中止します。", "改正のために、やめます。"),
        ("4月分に係る書類です。", "4月分の書類です。"),
        ("ご承知おきください。", "知っておいてください。"),
        ("お金の支給を受ける人です。", "お金をもらう人です。"),
        ("14万円以下の場合です。", "14万円以下の場合です。"),
        ("コンビニで納められるようになりました。", "コンビニで納められるようになりました。"),
        ("障害者等医療証を送ります。", "障害者等医療証を送ります。"),
        ("現金を用意した方が安全です。", "現金を用意した方が安全です。"),
        ("数に限りがあります。", "数に限りがあります。"),
    ],
)
def test_set_phrases_are_said_simply_where_what_stands_beside_them_allows(formal, easy):
    assert plain(formal) == easy


def test_a_key_term_stays_and_is_explained_once_a_document():
    texts = ["在留カードを見せてください。", "在留カードは大切です。"]
    converted = to_plain([Sentence(text, SentenceKind.SENTENCE, 0) for text in texts])
    assert converted[0].text.startswith("在留カードを見せてください。在留カードは、")
    assert converted[1].text == texts[1]


def test_an_explanation_stands_after_the_sentence_and_inside_an_item():
    sentence, item = "在留カードを見せてください。", "・在留カード"
    note = plain(sentence).removeprefix(sentence)
    assert note.startswith("在留カードは、")
    assert note.endswith("です。")
    assert plain(item, SentenceKind.ITEM) == f"{item}〈{note[7:-3]}〉"


def test_a_term_with_a_number_is_not_said_twice():
    assert plain("第三者に渡さないでください。").startswith("第三者〈")


def test_the_edit_of_an_explanation_points_to_its_term():
    edit = next(edit for edit in convert("窓口で在留カードを見せてください。").edits if edit.rule == "R10-gloss")
    assert (edit.start, edit.end, edit.before) == (8, 8, "")


def test_at_most_three_terms_are_explained_after_one_sentence_and_the_next_one_later():
    text = "住民票と戸籍か、在留カードと印鑑登録証を見せてください。"
    first, second = to_plain([Sentence(text, SentenceKind.SENTENCE, number) for number in range(2)], furigana=False)
    assert [one.text.count("です。") for one in (first, second)] == [3, 1]


def test_an_explanation_after_a_list_begins_a_line():
    assert "\n・写真\n住民票は、" in plain("はんこ、住民票、旅行、写真を見せてください。")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("在留カードとは、外国人が持つカードです。", SentenceKind.SENTENCE),
        ("在留カードは、外国人が持つ証明書です。", SentenceKind.SENTENCE),
        ("在留カード。", SentenceKind.SENTENCE),
        ("「在留カード」を見せてください。", SentenceKind.SENTENCE),
        ("在留カード（以下「カード」）を見せてください。", SentenceKind.SENTENCE),
        ("在留カード裏面を見てください。", SentenceKind.SENTENCE),
        ("在留カード", SentenceKind.HEADING),
        ("在留カード", SentenceKind.CELL),
    ],
)
def test_a_term_is_not_explained_where_it_is_defined_quoted_part_of_another_or_in_a_heading(text, kind):
    assert not [edit for edit in convert(text, kind).edits if edit.rule == "R10-gloss"]


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        (
            "措置がとられており、作成されたものを使用する。",
            "措置がとられていて、作られたものを使います。措置は、問題を解決するためにすることです。",
        ),
        ("書類にご記入くださいますようお願いいたします。", "書類に書いてください。"),
        ("65歳以上の者。", "65歳以上の人。"),
        ("当日受付。", "当日受付。"),
        ("写真が表示されます。", "写真が出ます。"),
        ("カードを交付しなければならない。", "カードを渡さなければなりません。"),
        (
            "認定が取り消され、支給を受けられない場合があります。",
            "認定が取り消され、支給を受けられない場合があります。",
        ),
        (
            "経過措置がとられており、以前に作成されたものを使用することができます。",
            "経過措置がとられていて、以前に作られたものを使うことができます。経過措置は、新しいきまりに変わるときの、しばらくの間の特別な決め方です。",
        ),
        (
            "医療費を返還していただくことになります。",
            "医療費を返してもらうことになります。医療費は、病院などで払うお金です。",
        ),
        ("お金を返還していただくことになります。", "お金を返してもらうことになります。"),
    ],
)
def test_kinds_of_sentences_that_went_wrong_before_come_out_right(formal, easy):
    assert plain(formal) == easy


def test_every_edit_names_its_rule_and_its_guideline():
    converted = convert("令和7年4月1日までに申請を行わなければならない。")
    assert rules("令和7年4月1日までに申請を行わなければならない。") == [
        "R13-date",
        "R8-nominal",
        "R9-word",
        "R7-ending",
    ]
    assert all(edit.clause for edit in converted.edits)
    assert converted.text == "2025年4月1日（火曜日）までに申し込まなければなりません。"
