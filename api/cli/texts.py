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
HELP_FORMAL = Text("公用文に改めます。", "convert to formal Japanese")
HELP_WAIT = Text("終わるまで待ち、進み具合を表示します。", "wait for the end and show progress")
HELP_SHOW = Text("書類の内容と変換結果を表示します。", "Show a document and what was made of it.")
HELP_FORMAT = Text("そのままの形式で書き出します。", "write it out in this format instead")
HELP_LIST = Text("書類を新しい順に一覧表示します。", "List documents, newest first.")
HELP_LIMIT = Text("表示する件数", "how many")
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

ERROR = Text("エラー", "error")
LISTENING = Text("役所 {address} で待ち受けています。", "Yakusho listens on {address}")
FIRST_KEY = Text("APIキー(表示は今回限りです。): {secret}", "API key (shown only this once): {secret}")
WORKING = Text("ワーカーを起動しました。", "The worker has started.")
SUBMITTED = Text("{name}: 登録しました。 {id}", "{name}: submitted {id}")
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
REVIEW = Text("要確認", "To be checked by a person")
PAGE = Text("{number}ページ", "page {number}")
TIMES = Text("所要時間", "Time taken")
STEP = Text("処理", "Step")
SECONDS = Text("秒", "Seconds")
NOT_YET = Text("まだ結果が出ていません。", "not ready yet")

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
}
