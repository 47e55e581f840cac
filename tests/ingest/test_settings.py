from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.settings import Settings


def test_settings_come_from_the_environment_by_prefix():
    settings = Settings.from_environment({"YAKUSHO_PORT": "9000", "YAKUSHO_DATA_DIR": "/srv/yakusho", "HOME": "/root"})
    assert settings.port == 9000
    assert settings.data == Path("/srv/yakusho")
    assert settings.database == "sqlite:////srv/yakusho/yakusho.db"
    assert settings.objects == "file:///srv/yakusho/objects"


def test_a_url_that_is_set_wins_over_the_data_folder():
    settings = Settings.from_environment({"YAKUSHO_OBJECTS_URL": "s3://127.0.0.1:8333/office"})
    assert settings.objects == "s3://127.0.0.1:8333/office"


def test_a_misspelt_setting_is_an_error_that_names_it():
    with pytest.raises(SettingsError, match="YAKUSHO_PROT"):
        Settings.from_environment({"YAKUSHO_PROT": "9000"})


@pytest.mark.parametrize("text", ["", "many", "-1", "1.5", "８０"])
def test_a_number_that_is_none_is_an_error_that_names_its_setting(text: str):
    with pytest.raises(SettingsError, match="YAKUSHO_PORT"):
        Settings.from_environment({"YAKUSHO_PORT": text})
