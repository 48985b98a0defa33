"""Users: first-run account, sign-in, password change."""

from __future__ import annotations

import hmac

from sqlalchemy import func, select

from docaudit.errors import InputError
from docaudit.storage.base import StoreBase, now, record
from docaudit.storage.models import User
from docaudit.storage.passwords import MINIMUM_LENGTH, hash_password, one_time_password, password_matches
from docaudit.storage.rows import ROLES, UserRow

FIRST_USER = "admin"
# Checked when the name is unknown, so that the answer takes as long as for a known one.
_NOBODY = hash_password(one_time_password())


class UserStore(StoreBase):
    """The part of the store that keeps users."""

    def first_run(self) -> tuple[str, str] | None:
        """Make the first account and return its name and one-time password; None where there are users already.

        While the one-time password was never used, each start makes a new one: the old one may have scrolled away.
        """
        password = one_time_password()
        with self._writing() as work:
            session = work.session
            users = session.scalars(select(User).limit(2)).all()
            if not users:
                session.add(_user(FIRST_USER, "admin", password))
                work.log("system", "user.first", {"user": FIRST_USER})
            elif len(users) == 1 and users[0].must_change and users[0].name == FIRST_USER:
                users[0].password = hash_password(password)
            else:
                return None
        return FIRST_USER, password

    def add_user(self, name: str, role: str, *, actor: str) -> str:
        """Add a user and return the one-time password; raises `InputError` for a taken name or unknown role."""
        name = name.strip()
        if not name or len(name) > 80 or role not in ROLES:
            msg = "a user needs a name of at most 80 characters and a known role"
            raise InputError(msg)
        password = one_time_password()
        with self._writing() as work:
            if work.session.scalar(select(func.count()).select_from(User).where(User.name == name)):
                msg = f"the name {name!r} is taken"
                raise InputError(msg)
            work.session.add(_user(name, role, password))
            work.log(actor, "user.added", {"user": name, "role": role})
        return password

    def set_active(self, user_id: int, active: bool, *, actor: str) -> None:
        """Lock a user out, or let them in again."""
        with self._writing() as work:
            user = work.session.get(User, user_id)
            if user is None:
                msg = "no such user"
                raise InputError(msg)
            user.active = active
            work.log(actor, "user.unlocked" if active else "user.locked", {"user": user.name})

    def users(self) -> list[UserRow]:
        """Return all users by name."""
        with self._reading() as session:
            return [record(UserRow, u) for u in session.scalars(select(User).order_by(User.name))]

    def user(self, user_id: int) -> UserRow | None:
        """Return the user of that id."""
        with self._reading() as session:
            found = session.get(User, user_id)
            return record(UserRow, found) if found else None

    def sign_in(self, name: str, password: str) -> UserRow | None:
        """Return the user where name and password are right and the user is active."""
        with self._reading() as session:
            found = session.scalar(select(User).where(User.name == name.strip()))
            matches = password_matches(password, found.password if found else _NOBODY)
            user = record(UserRow, found) if found and matches and found.active else None
        with self._writing() as work:
            # The typed name may be a password in the wrong field: it is not kept.
            work.log(user.name if user else "unknown", "user.signed_in" if user else "user.refused", {})
        return user

    def change_password(self, user_id: int, old: str, new: str) -> None:
        """Set a new password; raises `InputError` where the old one is wrong or the new one too short or the same."""
        if len(new) < MINIMUM_LENGTH:
            msg = f"a password needs at least {MINIMUM_LENGTH} characters"
            raise InputError(msg)
        if hmac.compare_digest(old.encode(), new.encode()):
            msg = "the new password is the old one"
            raise InputError(msg)
        with self._writing() as work:
            user = work.session.get(User, user_id)
            if user is None or not password_matches(old, user.password):
                msg = "the present password is wrong"
                raise InputError(msg)
            user.password, user.must_change = hash_password(new), False
            work.log(user.name, "user.password_changed", {})


def _user(name: str, role: str, password: str) -> User:
    return User(name=name, role=role, password=hash_password(password), must_change=True, active=True, created_at=now())
