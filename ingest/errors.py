"""One tree of errors. A class's docstring is its English message, ``ja`` its Japanese one, ``code`` never changes."""

from collections.abc import Iterator
from typing import ClassVar


class YakushoError(Exception):
    """Something went wrong."""

    code: ClassVar[str] = "error"
    ja: ClassVar[str] = "処理中に問題が発生しました。"
    retryable: ClassVar[bool] = False

    def __init__(self, detail: str = "") -> None:
        """``detail`` is for the people who run Yakusho: it holds no text of a document and no personal data."""
        super().__init__(detail)
        self.detail = detail

    @classmethod
    def message(cls) -> str:
        return (cls.__doc__ or "").strip()

    def __str__(self) -> str:
        return f"{self.message()} {self.detail}".strip()


class FileError(YakushoError):
    """The file cannot be read."""

    code = "file_unreadable"
    ja = "ファイルを読み取ることができません。"


class EmptyFileError(FileError):
    """The file is empty."""

    code = "file_empty"
    ja = "ファイルの中身が空です。"


class UnsupportedFileError(FileError):
    """The file is not of a supported type. PDF, TIFF, JPEG and PNG are supported."""

    code = "file_unsupported"
    ja = "対応していない形式のファイルです。PDF、TIFF、JPEG又はPNGのファイルをお送りください。"


class EncryptedFileError(FileError):
    """The PDF is protected with a password."""

    code = "file_encrypted"
    ja = "パスワードで保護されたPDFです。保護を解除してからお送りください。"


class CorruptFileError(FileError):
    """The file is damaged."""

    code = "file_corrupt"
    ja = "ファイルが壊れています。"


class FileTooLargeError(FileError):
    """The file is larger than this office allows."""

    code = "file_too_large"
    ja = "ファイルの大きさが上限を超えています。"


class TooManyPagesError(FileError):
    """The file has more pages than this office allows."""

    code = "too_many_pages"
    ja = "ページ数が上限を超えています。"


class PageTooLargeError(FileError):
    """A page has more pixels than this office allows."""

    code = "page_too_large"
    ja = "ページの画素数が上限を超えています。"


class SandboxError(FileError):
    """Opening the file was stopped."""

    code = "sandbox_failed"
    ja = "ファイルを開く処理を中止しました。"


class SandboxTimeoutError(SandboxError):
    """Opening the file took too long and was stopped."""

    code = "sandbox_timeout"
    ja = "ファイルを開く処理が制限時間を超えたため、中止しました。"


class SandboxMemoryError(SandboxError):
    """Opening the file took too much memory and was stopped."""

    code = "sandbox_memory"
    ja = "ファイルを開く処理がメモリの上限を超えたため、中止しました。"


class MemoryFileError(FileError):
    """The translation memory cannot be read. A TMX file without entity declarations is needed."""

    code = "memory_unreadable"
    ja = "翻訳メモリを読み取ることができません。実体宣言のないTMXファイルを御用意ください。"


class ModelError(YakushoError):
    """A model cannot be used."""

    code = "model_unusable"
    ja = "モデルを使用することができません。"


class ModelMissingError(ModelError):
    """A model is not installed. Run `yakusho models fetch`, or import a bundle."""

    code = "model_missing"
    ja = "モデルがインストールされていません。「yakusho models fetch」を実行するか、バンドルを取り込んでください。"


class ModelDigestError(ModelError):
    """A model file is not the one that was declared: its sha256 differs."""

    code = "model_digest"
    ja = "モデルファイルが正規のものと一致しません(SHA-256の値が異なります。)。"


class ModelUnreachableError(ModelError):
    """None of a model's sources could be reached."""

    code = "model_unreachable"
    ja = "モデルの入手先に接続することができません。"
    retryable = True


class EngineError(YakushoError):
    """An engine failed."""

    code = "engine_failed"
    ja = "エンジンの処理に失敗しました。"
    retryable = True


class EngineUnknownError(EngineError):
    """The settings name an engine that does not exist, or whose extra is not installed."""

    code = "engine_unknown"
    ja = "設定されたエンジンがないか、必要な追加パッケージがインストールされていません。"
    retryable = False


class PageError(YakushoError):
    """The page could not be read. Its image is kept."""

    code = "page_unread"
    ja = "このページは読み取ることができませんでした。画像は保存されています。"


class PageTimeoutError(PageError):
    """Reading the page took too long and was stopped. Its image is kept."""

    code = "page_timeout"
    ja = "ページの読み取りが制限時間を超えたため、中止しました。画像は保存されています。"


class PageCrowdedError(PageError):
    """The page has too many small marks to be read as text. Its image is kept."""

    code = "page_crowded"
    ja = "細かい点や線が多すぎるため、このページは文字として読み取ることができませんでした。画像は保存されています。"


class PageUnopenedError(PageError):
    """The page could not be opened: it took too long or too much memory. The original is kept."""

    code = "page_unopened"
    ja = "時間又はメモリの上限を超えるなどしたため、このページは開くことができませんでした。原本は保存されています。"


class TextError(YakushoError):
    """The text cannot be converted."""

    code = "text_unusable"
    ja = "この文章は変換することができません。"


class TextTooLongError(TextError):
    """The text is longer than this office allows."""

    code = "text_too_long"
    ja = "文章の長さが上限を超えています。"


class SettingsError(YakushoError):
    """A setting is wrong."""

    code = "settings_wrong"
    ja = "設定に誤りがあります。"


class FormDefinitionError(YakushoError):
    """A form definition is wrong."""

    code = "form_definition_wrong"
    ja = "帳票定義に誤りがあります。"


class StorageError(YakushoError):
    """The database or the object store did not answer as it should."""

    code = "storage_failed"
    ja = "データベース又はオブジェクトストレージが正常に応答しません。"
    retryable = True


class NotFoundError(YakushoError):
    """There is no such thing here."""

    code = "not_found"
    ja = "該当するものがありません。"


class NotAuthenticatedError(YakushoError):
    """A valid API key is required."""

    code = "not_authenticated"
    ja = "有効なAPIキーが必要です。"


class RequestError(YakushoError):
    """The request is not valid."""

    code = "request_invalid"
    ja = "リクエストの内容に誤りがあります。"


class MethodNotAllowedError(RequestError):
    """The address does not take that method."""

    code = "method_not_allowed"
    ja = "このアドレスでは、そのメソッドは使用できません。"


class RequestTimeoutError(RequestError):
    """The request did not arrive in time."""

    code = "request_timeout"
    ja = "リクエストの受信が制限時間内に終わりませんでした。"
    retryable = True


class NotReadyError(YakushoError):
    """The result is not ready yet. Ask for the job to see how far it is."""

    code = "not_ready"
    ja = "まだ結果が出ていません。ジョブの状況を御確認ください。"
    retryable = True


class BusyError(YakushoError):
    """Too many requests are being handled. Try again in a moment."""

    code = "busy"
    ja = "ただ今、混み合っています。しばらくしてから、もう一度お試しください。"
    retryable = True


class LeaseLostError(YakushoError):
    """Another worker has taken over this step."""

    code = "lease_lost"
    ja = "この処理は別のワーカーに引き継がれました。"


class QuarantinedError(YakushoError):
    """The step was tried too often and has been set aside."""

    code = "quarantined"
    ja = "繰り返し失敗したため、処理を保留にしました。担当者の確認が必要です。"


def known_errors(parent: type[YakushoError] = YakushoError) -> Iterator[type[YakushoError]]:
    """Yield every class of the error tree, the root first."""
    yield parent
    for child in parent.__subclasses__():
        yield from known_errors(child)


def error_of(code: str) -> type[YakushoError]:
    """Return the class that has this code; an unknown code, such as one of an older release, is the root."""
    return next((error for error in known_errors() if error.code == code), YakushoError)
