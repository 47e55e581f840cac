"""What is done to a thing: in 書類の提出 the thing is the object of the action, never who does it."""

from collections.abc import Sequence

from ingest.plain.analysis import Token

# fmt: off
DONE_TO_THINGS = (
    "提出", "持参", "記入", "提示", "添付", "予約", "登録", "購入", "納付", "送付", "返却", "作成", "交付", "発行",
    "再交付", "再発行", "配布", "配付", "設置", "変更", "交換", "支給", "給付", "貸出", "貸与", "回収", "収集",
    "撤去", "販売", "使用", "利用", "確認", "閲覧", "募集", "公表", "公開", "掲載", "掲示", "整備", "補修", "修理",
    "修繕", "清掃", "点検", "実施", "開催", "受取", "受領", "返還", "返納", "還付", "徴収", "削減", "抑制", "防止",
    "廃止", "見直し", "改善", "調整", "検査", "調査", "測定", "助成", "補助", "支払い", "支払", "取得", "更新",
    "入力", "記載", "選択", "削除", "追加", "修正", "訂正", "保管", "着用", "装着", "接種", "摂取", "除去", "処分",
    "廃棄", "運搬", "搬入", "解体", "建設", "伐採", "剪定", "補給", "加熱", "消毒", "洗浄", "算定", "算出", "郵送",
    "発送", "送信", "徹底", "策定", "制定", "維持", "確保", "活用", "導入", "購読", "遵守", "開設",
    "取り替え", "減額", "減免", "軽減", "加算", "受給", "申告", "申請", "返金", "払戻し", "払い戻し",
)
_NO_THINGS = (
    "一斉", "共通", "独自", "無料", "一定", "専門", "通常", "所定", "最低", "初回", "全員", "個別", "地元", "民間",
    "以上", "以下", "以外", "以内", "など", "等", "上", "下", "内", "外", "後", "前", "中", "間", "別", "用", "的",
    "方法", "手続き", "手続", "現地", "事前", "全部", "一部", "全国", "夜間", "休日", "国", "市", "町", "村", "県",
    "初めて", "他", "ほか", "次", "複数", "多く", "有料", "個人", "世帯", "対象", "再度", "実際", "一般", "その他",
    "上記", "下記", "最初", "最後", "特定", "該当", "同一", "本来", "市内", "市外", "町内", "国内", "海外", "外国",
)
_PEOPLE = (
    "者", "人", "員", "方", "様", "民", "主", "族", "会社", "市", "町", "国", "県", "区", "課", "都度", "場合",
    "ため", "際", "度", "係", "団体", "機関", "センター", "学校", "委員会", "業者", "医師", "先生", "子ども", "たち",
    "親", "さん",
)
# fmt: on


def is_object(tokens: Sequence[Token], index: int) -> bool:
    """Whether the noun at ``index`` is a thing that something can be done to: not who does it, when, or which."""
    thing = tokens[index]
    if thing.pos[:2] != ("名詞", "普通名詞") and thing.pos[0] != "接尾辞":
        return False
    return not thing.surface.endswith(_PEOPLE) and thing.surface not in _NO_THINGS and "副詞可能" not in thing.pos[2]


def is_done_to_thing(tokens: Sequence[Token], index: int) -> bool:
    """Whether the verbal noun at ``index`` has its object before it: 書類の提出."""
    if index < 2 or tokens[index].surface not in DONE_TO_THINGS or tokens[index - 1].surface != "の":
        return False
    return is_object(tokens, index - 2)
