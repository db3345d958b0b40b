"""Reconciliation of a group's ledger with all that depends on it, in words, for 账本核对 and the doctor."""

from __future__ import annotations

from dataclasses import dataclass

from storage.db import Db
from storage.mall import stock
from storage.members import roster
from storage.points import reconciliation
from storage.points.ledger import ESCROW, ISSUER, PACKET, TREASURY

HOLDERS = {ISSUER: "发行", TREASURY: "金库", ESCROW: "红包", PACKET: "红包"}
DRIFT = "{who}：余额 {has}，按往来应是 {should}"
MISSING = "{who}：有往来，却没有账户"
NONZERO_SUM = "{unit}：所有余额加起来是 {has}，应是 0"
OVERDRAWN = "{who}：余额 {has}，低于 0"
WRONG_CORRECTION = "#{number}：冲正和原来的一笔对不上"
DUPLICATE_KEY = "{key}：记了 {has} 次"
WITHOUT_MEMBER = "有 {count} 天的签到或发言不知道是谁的"
PAID_BUT_OWED = "{key}：已经发了，还挂在欠账里"
STOCK = "商品「{item}」：库存记着 {has} 件，兑换单是 {should} 件"
ORDER = "兑换单 {code}：扣了 {has} 分，应是 {should} 分"
STREAK = "{who}：{day} 签到记着连续 {has} 天，应是 {should} 天"
RED_PACKET = "{number} 号红包：里面有 {has} 分，应是 {should} 分"
PURCHASE = "订单 {number}：记了 {has} 分，应是 {should} 分"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The number of entries and accounts checked, and the faults, a line for each account, entry or order."""

    entries: int
    accounts: int
    faults: list[str]


def reconcile(db: Db, group_id: str) -> Reconciliation:
    """Add up the group's ledger and compare it with all that depends on it; takes seconds per million entries."""
    faults = [
        *(
            DRIFT.format(who=holder_name(db, holder), has=has, should=should)
            for _, _, holder, has, should in reconciliation.wrong_balances(db, group_id)
        ),
        *(MISSING.format(who=holder_name(db, holder)) for holder in reconciliation.missing_accounts(db, group_id)),
        *(NONZERO_SUM.format(unit=unit, has=has) for unit, has, _ in reconciliation.unbalanced_units(db, group_id)),
        *(
            OVERDRAWN.format(who=holder_name(db, holder), has=has)
            for holder, has, _ in reconciliation.overdrawn_accounts(db, group_id)
        ),
        *(WRONG_CORRECTION.format(number=number) for number in reconciliation.wrong_reversals(db, group_id)),
        *(DUPLICATE_KEY.format(key=key, has=has) for key, has, _ in reconciliation.repeated_keys(db)),
        *([WITHOUT_MEMBER.format(count=strays)] if (strays := reconciliation.count_orphans(db)) else []),
        *(PAID_BUT_OWED.format(key=key) for key in reconciliation.paid_arrears(db, group_id)),
        *(STOCK.format(item=item, has=has, should=should) for _, item, has, should in stock.wrong_counts(db, group_id)),
        *(
            ORDER.format(code=code, has=has, should=should)
            for code, has, should in reconciliation.wrong_orders(db, group_id)
        ),
        *(
            PURCHASE.format(number=number, has=has, should=should)
            for number, has, should in reconciliation.wrong_purchases(db, group_id)
        ),
        *(
            RED_PACKET.format(number=number, has=has, should=should)
            for number, has, should in reconciliation.wrong_packets(db, group_id)
        ),
        *(
            STREAK.format(who=holder_name(db, f"member:{number}"), day=day, has=has, should=should)
            for number, day, has, should in reconciliation.wrong_streaks(db, group_id)
        ),
    ]
    return Reconciliation(
        reconciliation.count_entries(db, group_id), reconciliation.count_accounts(db, group_id), faults
    )


def holder_name(db: Db, holder: str) -> str:
    """Return the name of an account's holder; an unknown member is shown as their holder key."""
    kind, _, number = holder.partition(":")
    if kind != "member":
        return HOLDERS.get(kind, "商家")
    member = roster.get(db, int(number), include_left=True)
    return member.name if member else holder
