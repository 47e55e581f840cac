"""The translation memory that an office keeps."""

from ingest.translate.memory import Pair
from storage import Storage, memory
from storage.tables import Office


def learn(storage: Storage, *pairs: Pair) -> int:
    with storage.transaction() as session:
        return memory.remember(session, storage.office_id, pairs)


def test_of_two_pairs_with_the_same_japanese_the_later_stays(storage: Storage):
    assert learn(storage, Pair("申請書", "form"), Pair("届出", "notice")) == 2
    assert learn(storage, Pair("申請書", "application form", "cli:0", "2026-04-01T09:00:00+00:00")) == 1
    with storage.snapshot() as session:
        found = memory.newest(session, storage.office_id)
        assert found == [
            Pair("届出", "notice"),
            Pair("申請書", "application form", "cli:0", "2026-04-01T09:00:00+00:00"),
        ]
        assert list(memory.everything(session, storage.office_id)) == found


def test_only_the_newest_are_loaded_and_every_office_has_its_own(storage: Storage):
    assert learn(storage, *(Pair(f"第{number}条", f"Article {number}") for number in range(1200))) == 1200
    with storage.transaction() as session:
        other = Office(name="other")
        session.add(other)
        session.flush()
        assert memory.newest(session, other.id) == []
        newest = memory.newest(session, storage.office_id, 3)
        assert [pair.target for pair in newest] == ["Article 1197", "Article 1198", "Article 1199"]
        assert len(list(memory.everything(session, storage.office_id))) == 1200


def test_blank_pairs_are_left_out(storage: Storage):
    assert learn(storage, Pair(" ", "x"), Pair("申請", "")) == 0
