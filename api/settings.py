"""Every setting, read once: flags win over `RISKWEAVE_*`, which win over `riskweave.toml`."""

import os
from ipaddress import ip_address
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

from platformdirs import user_data_path
from pydantic import DirectoryPath, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from graph.errors import InvalidSettings

_PREFIX = "RISKWEAVE_"
_OF_THE_BUILD = {"RISKWEAVE_SKIP_EXPLORER", "RISKWEAVE_CHROMIUM"}
"""Read when the product is built and tested, and no settings."""


class Settings(BaseSettings):
    """Where things are and how much is allowed. Each name is documented in the README."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, toml_file="riskweave.toml", extra="forbid")

    folder: Path = Field(
        default_factory=lambda: user_data_path("riskweave", appauthor=False),
        description="Holds the embedded store, the Books and the casebook",
    )
    store: str = Field("", description="sqlite:///PATH, bolt://HOST or neo4j://HOST; default: in `folder`")
    store_user: str = Field("neo4j", description="User of a Neo4j store")
    store_password: SecretStr = Field(SecretStr(""), description="Password of a Neo4j store")
    store_database: str = Field("neo4j", description="Database of a Neo4j store")
    casebook: str = Field("", description="SQLAlchemy URL of the casebook; default: a file in `folder`")
    inputs: DirectoryPath | None = Field(
        None, description="A folder with YAML files that replace the shipped ones"
    )
    currency: str = Field("CNY", description="The book currency", pattern="^[A-Z]{3}$")
    reject_limit: float = Field(0.2, ge=0.0, le=1.0, description="Share of bad rows that stops a load")
    upload_mb: int = Field(4096, ge=1, le=1 << 20, description="Size of an upload, in MiB, that is taken")
    host: str = Field("127.0.0.1", description="Address to serve on; loopback only")
    port: int = Field(8765, ge=0, le=65535, description="Port to serve on; 0 takes a free one")
    workers: int = Field(1, ge=1, le=64, description="API processes")
    behind_loopback_publish: bool = Field(
        False, description="Allows another `host`: a container whose port is published on loopback only"
    )

    @field_validator("store")
    @classmethod
    def _known_store(cls, url: str) -> str:
        schemes = (
            "sqlite:///",
            "bolt://",
            "bolt+s://",
            "bolt+ssc://",
            "neo4j://",
            "neo4j+s://",
            "neo4j+ssc://",
        )
        if url == "sqlite:///" or (url and not url.startswith(schemes)):
            raise ValueError("write sqlite:///PATH, bolt://HOST:PORT or neo4j://HOST:PORT")
        if "@" in url.removeprefix("sqlite:///") and not url.startswith("sqlite:///"):
            raise ValueError("put user and password into store_user and store_password, not into the URL")
        return url

    @property
    def store_url(self) -> str:
        return self.store or f"sqlite:///{self.folder / 'book.db'}"

    @property
    def casebook_url(self) -> str:
        return self.casebook or f"sqlite:///{self.folder / 'casebook.db'}"

    @property
    def casebook_exists(self) -> bool:
        """Whether the casebook's file is there; of one on a server nobody knows before it is asked."""
        file = self.casebook_url.removeprefix("sqlite:///")
        return file == self.casebook_url or Path(file).is_file()

    @property
    def shelf(self) -> Path:
        return self.folder / "books"

    def require_loopback(self) -> None:
        """Refuse to listen where others could reach a server that asks nobody who they are."""
        if self.behind_loopback_publish or self.host == "localhost" or _is_loopback(self.host):
            return
        raise InvalidSettings(
            f"Riskweave has no access control yet and serves on loopback only, not on {self.host}; "
            "use --host 127.0.0.1"
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**flags: Any) -> Settings:
    """Return the settings with the given flags (None: not given) on top, or raise `InvalidSettings`."""
    _refuse_unknown_variables()
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        unknown = first["type"] == "extra_forbidden"
        wrong = "there is none of this name" if unknown else first["msg"].removeprefix("Value error, ")
        raise InvalidSettings(f"Setting {name}: {wrong}; see the table of settings in the README") from error
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidSettings(f"riskweave.toml is no TOML: {error}; mend it or move it away") from error


def _refuse_unknown_variables() -> None:
    """A variable that nothing reads is a slip of the pen that would change nothing, silently."""
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields} | _OF_THE_BUILD
    unknown = sorted(
        name for name in os.environ if name.upper().startswith(_PREFIX) and name.upper() not in known
    )
    if unknown:
        raise InvalidSettings(f"{unknown[0]} is no setting; see the table of settings in the README")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def publish_settings(settings: Settings) -> None:
    """Put the settings into the environment, for the API processes that this one starts."""
    for name, value in settings.model_dump(exclude_none=True).items():
        plain = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        os.environ[f"{_PREFIX}{name.upper()}"] = plain
