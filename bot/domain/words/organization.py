"""What is said of the organization's accounts that are in no policy, closed, or not in it."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Accounts of the organization", ja="組織のアカウント")
ASKED = Text("last listed {at}", ja="最後の一覧取得は {at}")
NEVER_ASKED = Text(
    "AWS Organizations was not asked yet which accounts there are",
    ja="どのアカウントがあるかを AWS Organizations にまだ問い合わせていません",
)
ASKED_LONG_AGO = Text(
    "AWS Organizations was last asked {at}: what is new since is not known",
    ja="AWS Organizations への最後の問い合わせは {at}。その後に増えたものは不明です",
)
INCOMPLETE = Text(
    "AWS Organizations lists accounts without {account}, which was asked",
    ja="AWS Organizations の一覧に、問い合わせ元の {account} がありません",
)
IN_NO_POLICY = Text(
    "in the organization and in no policy: {named}; nothing of it is watched, and nothing there "
    "can be contained",
    ja="組織にあり、ポリシーにない：{named}。何も監視されておらず、そこでは何も封じ込められません",
)
CLOSED = Text(
    "closed in AWS Organizations ({state}): nothing is looked at there any more",
    ja="AWS Organizations で閉鎖（{state}）。そこではもう何も確認していません",
)
NOT_IN_IT = Text(
    "in the policy file and not in the organization, so that its rules don't hold there; it is "
    "still looked at",
    ja="ポリシーファイルにあり、組織にないため、組織のルールは適用されません。確認は続けています",
)
MORE = Text("and {count} more", ja="ほか {count} 件")
TOLD = (
    Text(
        "new in the organization and in no policy: {named}; nothing of it is watched, and nothing "
        "there can be contained",
        ja="組織に新しく加わり、ポリシーにない：{named}。何も監視されておらず、"
        "そこでは何も封じ込められません",
    ),
    Text(
        "an account is new in the organization and in no policy",
        ja="組織に新しく加わり、ポリシーにないアカウントあり",
    ),
)
ALOUD = Text(
    "🆕 New in the organization and in no policy: {named}. Nothing of it is watched, and nothing "
    "there can be contained.",
    ja="🆕 組織に新しく加わり、ポリシーにないアカウント：{named}。何も監視されておらず、"
    "そこでは何も封じ込められません。",
)
PART = Text("`organization.discover`", ja="`organization.discover`")
