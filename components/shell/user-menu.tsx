"use client";

import { CircleUserRound, LogOut } from "lucide-react";
import { useTransition } from "react";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";

type Props = { name: string; role: string; leave: (before: object, form: FormData) => Promise<unknown> };

export function UserMenu({ name, role, leave }: Props) {
  const [pending, start] = useTransition();
  const trigger = (
    <Button look="ghost" size="icon" aria-label="Your account" busy={pending}>
      <CircleUserRound aria-hidden />
    </Button>
  );
  const heading = (
    <>
      <span className="block text-ink text-sm">{name}</span>
      <span className="capitalize">{role}</span>
    </>
  );
  const signOut = {
    key: "sign-out",
    label: "Sign out",
    icon: <LogOut aria-hidden />,
    onSelect: () => start(async () => void (await leave({}, new FormData()))),
  };
  return <Menu trigger={trigger} label="Your account" align="end" heading={heading} entries={[signOut]} />;
}
