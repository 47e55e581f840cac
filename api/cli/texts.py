"""Every text of the command line, in both languages."""

from api.language import Text

HELP = Text(
    "役所の書類を読みやすくします。文字の読取り、やさしい日本語への書換え、英訳を庁内だけで行います。",
    "Makes the paper of a Japanese municipal office readable, inside the office: text, plain Japanese, English.",
)
HELP_RUN = Text("APIとワーカーを一つのプロセスで起動します。", "Start the API and a worker in one process.")
HELP_SERVE = Text("APIだけを起動します。", "Start the API alone.")
HELP_WORKER = Text("ワーカーだけを起動します。", "Start workers alone.")
HELP_PROCESSES = Text("ワーカーのプロセス数", "number of worker processes")
HELP_SUBMIT = Text("ファイルを登録します。", "Submit files.")
HELP_PLAIN = Text("やさしい日本語に書き換えます。", "convert to plain Japanese")
HELP_ENGLISH = Text("英語に翻訳します。", "convert to English")
HELP_JAPANESE = Text("英語の文書を日本語に翻訳します。", "translate English into Japanese")
HELP_FORMAL = Text("公用文に改めます。", "convert to formal Japanese")
HELP_FORMAL_STYLE = Text(
    "公用文の文末: 敬体(polite)、常体(plain)又は原文のとおり(source)。庁内の設定に代えて用います。",
    "ending of formal Japanese, instead of the office's: 敬体 (polite), 常体 (plain) or as in the source",
)
HELP_JAPANESE_STYLE = Text(
    "日本語訳の仕上げ: 訳したまま(translated)、公用文(formal)又はやさしい日本語(plain)。庁内の設定に代えて用います。",
    "what becomes of Japanese made of English, instead of the office's choice",
)
HELP_CONVERT = Text("登録済みの書類を変換します。", "Convert a document that was submitted.")
HELP_READ_PAGE = Text(
    "一つのページを読み取り直します。ほかのページは変わりません。", "Read one page anew; the others stay as they are."
)
HELP_JOB = Text(
    "最新でない変換結果を、その変換を行ったジョブの番号で指定します。",
    "job whose conversions are meant, if not the newest",
)
HELP_WAIT = Text("終わるまで待ち、進み具合を表示します。", "wait for the end and show progress")
HELP_SHOW = Text("書類の内容と変換結果を表示します。", "Show a document and what was made of it.")
HELP_FORMAT = Text("そのままの形式で書き出します。", "write it out in this format instead")
HELP_CHECK = Text(
    "文章がどのくらい難しいかを調べます。ファイル(テキスト又はMarkdown)、標準入力(-)又は書類の番号を指定してください。",
    "Check how hard a text is: a text or Markdown file, standard input (-), or the id of a document.",
)
HELP_CHECK_AFTER = Text("やさしい日本語に書き換えた場合と比べます。", "compare with the text in plain Japanese")
HELP_CHECK_JSON = Text("JSON形式で書き出します。", "write JSON instead")
HELP_PROFILE = Text(
    "庁内の設定に代えて用いるプロファイル(コンマ区切り)", "profiles to use instead of the office's, joined with commas"
)
HELP_KIND = Text("docx又はoverlay-pdfにする変換結果", "the conversion, for docx and overlay-pdf")
HELP_ARRANGEMENT = Text(
    "docxの体裁: 対訳(side-by-side)又は変換結果のみ(alone)", "for docx: beside the source, or the conversion alone"
)
HELP_LIST = Text("書類を新しい順に一覧表示します。", "List documents, newest first.")
HELP_NEEDS_REVIEW = Text("確認が必要な書類だけを表示します。", "only those that wait for a person")
HELP_LIMIT = Text("表示する件数", "how many")
HELP_ENCODING = Text("文字コード(text及びcsv)", "encoding, for text and csv")
HELP_OUTPUT = Text("書き出し先のファイル", "file to write to")
HELP_FORMS = Text("帳票定義を管理します。", "Work with form definitions.")
HELP_FORMS_LIST = Text("使用中の帳票定義を一覧表示します。", "List the form definitions in use.")
HELP_FORMS_CHECK = Text("帳票定義のファイルに誤りがないか調べます。", "Check files of form definitions.")
HELP_FORMS_DRAFT = Text(
    "登録済みの未記入の帳票から、帳票定義の下書きを作成します。",
    "Draft a form definition from a blank form that was submitted.",
)
HELP_FORMS_PAGE = Text("帳票のページ", "page that shows the form")
HELP_FORMS_NAME = Text("帳票の名前(英小文字、数字、ハイフン)", "name of the form: small letters, digits, hyphens")
HELP_MODELS = Text("モデルを管理します。", "Manage the models.")
HELP_MODELS_LIST = Text("モデルを一覧表示します。", "List the models.")
HELP_MODELS_FETCH = Text("モデルを取得し、検査して、インストールします。", "Fetch, check and install models.")
HELP_MODELS_HUB = Text(
    "モデルハブからも取得します(アドレスは省略可能)。", "ask a model hub too (its address may be left out)"
)
HELP_MODELS_REPAIR = Text("壊れたファイルを取得し直します。", "fetch damaged files anew")
HELP_MODELS_VERIFY = Text("モデルのSHA-256を検査します。", "Check the sha256 of the installed models.")
HELP_MODELS_BUNDLE = Text(
    "インストール済みのモデルを一つのファイルにまとめます。", "Write the installed models into one archive."
)
HELP_MODELS_IMPORT = Text("バンドルからモデルをインストールします。", "Install the models of a bundle.")
HELP_KEYS = Text("APIキーを管理します。", "Manage the API keys.")
HELP_KEYS_CREATE = Text("APIキーを作成し、一度だけ表示します。", "Make an API key and show it once.")
HELP_KEYS_LIST = Text("APIキーを一覧表示します。", "List the API keys.")
HELP_KEYS_REVOKE = Text("APIキーを無効にします。", "Revoke an API key.")
HELP_ACCEPT = Text(
    "変換結果(plain、formal、english又はjapanese)又は読取り結果(reading)を確認済みとして承認します。"
    "英訳は翻訳メモリに登録し、以後の英訳に用います。",
    "Accept a conversion (plain, formal, english, japanese), or the reading, after checking it; "
    "accepted English is used again.",
)
HELP_ACCEPT_CORRECT = Text(
    "文の番号(0から)と正しい文。複数指定できます。", "number of a sentence, from 0, and its right text; may be repeated"
)
HELP_ERASE = Text(
    "書類を、原本、画像、読取り及び変換の結果とともに消去します。元に戻すことはできません。",
    "Erase a document with its original, its images and all results, for good.",
)
HELP_YES = Text("確認を求めずに消去します。", "do not ask")
HELP_MEMORY = Text("翻訳メモリを管理します。", "Manage the translation memory.")
HELP_MEMORY_IMPORT = Text("TMXファイルを翻訳メモリに取り込みます。", "Take a TMX file into the translation memory.")
HELP_MEMORY_EXPORT = Text("翻訳メモリをTMXファイルに書き出します。", "Write the translation memory into a TMX file.")

ERROR = Text("エラー", "error")
LISTENING = Text("役所 {address} で待ち受けています。", "Yakusho listens on {address}")
FIRST_KEY = Text("APIキー(表示は今回限りです。): {secret}", "API key (shown only this once): {secret}")
WORKING = Text("ワーカーを起動しました。", "The worker has started.")
SUBMITTED = Text("{name}: 登録しました。 {id}", "{name}: submitted {id}")
CONVERTING = Text("{name}: 変換を受け付けました。 {id}", "{name}: to be converted {id}")
READING_AGAIN = Text("{name}: 読取りを受け付けました。 {id}", "{name}: to be read anew {id}")
ENDED = Text("{name}: {state} ({seconds:.1f}秒) {id}", "{name}: {state} ({seconds:.1f} s) {id}")
SEE = Text("内容の表示: yakusho show {id}", "to see it: yakusho show {id}")
BECAUSE = Text("  {code}: {message}", "  {code}: {message}")
PAGES = Text("{done}/{total}ページ", "page {done}/{total}")

DOCUMENT = Text("書類", "Document")
NAME = Text("名称", "Name")
STATE = Text("状態", "State")
PAGE_COUNT = Text("ページ数", "Pages")
RECEIVED = Text("受付日時", "Received")
FAILURE = Text("エラー", "Failure")
TEXT = Text("本文", "Text")
PLAIN = Text("やさしい日本語", "Plain Japanese")
ENGLISH = Text("英語", "English")
FORMAL = Text("公用文", "Formal Japanese")
JAPANESE = Text("日本語訳", "Japanese")
REVIEW = Text("要確認", "To be checked by a person")
PAGE = Text("{number}ページ", "page {number}")
TIMES = Text("所要時間", "Time taken")
STEP = Text("処理", "Step")
SECONDS = Text("秒", "Seconds")
NOT_YET = Text("まだ結果が出ていません。", "not ready yet")

READING = Text("読取り", "the reading")
AWAITING = Text("{state}(要確認: {what})", "{state} (to be checked: {what})")
WISHES = Text("指定: {wishes}", "asked for: {wishes}")

FIGURE = Text("項目", "Figure")
BEFORE = Text("原文", "Source")
AFTER = Text("書換え後", "Plain Japanese")
SCORE = Text("読みやすさ(高いほどやさしい)", "Readability (higher is easier)")
LEVEL = Text("水準", "Level")
SENTENCES = Text("文の数", "Sentences")
MEAN_LENGTH = Text("一文の平均の長さ(字)", "Mean length of a sentence, characters")
LONGEST = Text("最も長い文(字)", "Longest sentence, characters")
KANJI_SHARE = Text("漢字の割合", "Kanji")
HARD_SHARE = Text("難しい言葉の割合", "Hard words")
ADVICE_COUNT = Text("指摘の数", "Findings")
HARD_WORD = Text("難しい言葉", "Hard word")
COUNT = Text("回数", "Count")
OFFERS = Text("言い換え又は説明", "Easier word or explanation")
FINDINGS = Text("指摘", "Findings")
WHOLE = Text("全体", "whole text")
LINE = Text("{number}行目", "line {number}")
NOTHING_FOUND = Text("指摘はありません。", "Nothing to change.")
NOT_A_TEXT = Text(
    "テキストではありません。先に「yakusho submit」で登録し、書類の番号を指定してください。",
    "This is not a text. Submit it first with `yakusho submit`, then check the document by its id.",
)

REPLACED = Text(
    "{encoding} にない文字を置き換えました({count}字)。", "characters replaced because {encoding} lacks them: {count}"
)
NEEDS_FORMAT = Text(
    "--encoding、--kind、--job及び-oは、--formatと併せて指定してください。",
    "--encoding, --kind, --job and -o go together with --format",
)
NEEDS_FILE = Text(
    "{format}は画面に表示することができません。-oで書き出し先のファイルを指定してください。",
    "{format} cannot be shown on a terminal: name a file with -o, or send it to another program",
)

FORM = Text("帳票", "Form")
TITLE = Text("表題", "Title")
FIELDS = Text("項目数", "Fields")
ORIGIN = Text("区分", "From")
FORM_OWN = Text("庁内", "this office")
FORM_SHIPPED = Text("標準", "Yakusho")
FORM_RIGHT = Text("{path}: 誤りはありません。 {name}", "{path}: right {name}")
FAULTS = {
    "not_yaml": Text("YAMLとして読み取ることができません。", "this is not YAML"),
    "place_missing": Text("boxとlabelのいずれか又は両方が必要です。", "a field needs a box, a label or both"),
    "not_checkboxes": Text(
        "choicesとoneは、kindがcheckboxesの項目に限り使用することができます。",
        "choices and one are for fields of kind checkboxes",
    ),
    "stamp_without_box": Text("kindがstampの項目には、boxが必要です。", "a stamp needs a box"),
    "pattern_wrong": Text("patternが正規表現として正しくありません。", "pattern is no regular expression"),
    "key_repeated": Text("同じkeyの項目があります。", "two fields have one key"),
    "box_outside": Text("用紙の外にはみ出したboxがあります。", "a box lies outside the paper"),
    "anchors_alike": Text("anchorsのtextは、それぞれ異なるものにしてください。", "the anchors need different texts"),
    "box_wrong": Text(
        "boxは、左、上、右、下の順に、ミリメートルで指定してください。",
        "a box is left, top, right, bottom in millimetres",
    ),
}
ACCEPTED = Text("{id}: 承認しました。 SHA-256: {sha256}", "{id}: accepted, sha256 {sha256}")
OUTDATED = Text(
    "この変換の後に読み取り直したページがあります。変換し直してください。",
    "A page was read anew after this was made: convert again.",
)
READING_AS_IT_IS = Text(
    "読取り結果の承認には、--correct及び--jobを指定することができません。", "--correct and --job are for conversions"
)
ACCEPTED_BY = Text("{by}が{at}に承認しました。", "accepted by {by} on {at}")
LEARNT = Text("{count}件を翻訳メモリに取り込みました。", "{count} pairs taken into the translation memory")
MEMORY_WRITTEN = Text("{path} に書き出しました。", "written to {path}")

REALLY_ERASE = Text("{name}を消去します。よろしいですか。", "Erase {name} for good?")
ERASED = Text("{id}: 消去しました。", "{id}: erased")

MODEL = Text("モデル", "Model")
PURPOSE = Text("用途", "Purpose")
SIZE = Text("大きさ", "Size")
LICENCE = Text("ライセンス", "Licence")
INSTALLED = Text("インストール済み", "Installed")
MODEL_READY = Text("{name}: 使用できます。", "{name}: ready")
MODEL_VERIFIED = Text("{name}: 正規のファイルです。", "{name}: verified")
NO_MODELS = Text("インストール済みのモデルはありません。", "no model is installed")
BUNDLED = Text("{path} に書き出しました({count}件)。", "written to {path} ({count} models)")

KEY = Text("キー", "Key")
HINT = Text("先頭", "Begins with")
CREATED = Text("作成日時", "Created")
REVOKED = Text("無効化日時", "Revoked")
KEY_REVOKED = Text("{id}: 無効にしました。", "{id}: revoked")

STATES = {
    "received": Text("受付済み", "received"),
    "reading": Text("読取り中", "reading"),
    "read": Text("読取り済み", "read"),
    "queued": Text("順番待ち", "queued"),
    "running": Text("処理中", "running"),
    "needs_review": Text("完了(要確認)", "done, to be checked by a person"),
    "succeeded": Text("完了", "done"),
    "partially_succeeded": Text("一部完了", "partly done"),
    "failed": Text("失敗", "failed"),
    "cancelled": Text("取消し", "cancelled"),
    "expired": Text("期限切れ", "expired"),
    "quarantined": Text("保留", "set aside"),
}
STEPS = {
    "ingest": Text("ファイルを開く", "open the file"),
    "read": Text("読取り", "read"),
    "assemble": Text("組立て", "put together"),
    "convert:plain": PLAIN,
    "convert:english": ENGLISH,
    "convert:formal": FORMAL,
    "convert:japanese": JAPANESE,
}
