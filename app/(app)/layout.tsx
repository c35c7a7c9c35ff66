import { cookies } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { PaletteKeys } from "@/components/palette/palette-keys";
import { DemoBanner } from "@/components/shell/demo-banner";
import { FOLD_COOKIE } from "@/components/shell/fold";
import { Frame } from "@/components/shell/frame";
import { RowsBanner } from "@/components/shell/rows-banner";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { TopBar } from "@/components/shell/top-bar";
import { UserMenu } from "@/components/shell/user-menu";
import { ViewControls } from "@/components/shell/view-controls";
import { WorkspaceMenu } from "@/components/shell/workspace-menu";
import { openAlertCount } from "@/lib/alerts/list";
import type { Scope } from "@/lib/auth/scope";
import { demoWorkspace, realWorkspace } from "@/lib/auth/workspaces";
import { type Day, dayOf } from "@/lib/focus/period";
import { conditionSentence } from "@/lib/query/condition-sentence";
import { currenciesOf } from "@/lib/query/currencies";
import { currentScope } from "../session";
import { leave, showWorkspace } from "./actions";
import { removeDemo } from "./sources/actions";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const scope = await currentScope(); // first of all: nothing is read for somebody unknown
  const [real, demo, jar] = await Promise.all([realWorkspace(), demoWorkspace(), cookies()]);
  const all = (demo ? [real, demo] : [real]).map(({ slug, name, kind }) => ({ slug, name, kind }));
  const current = all.find(({ kind }) => kind === scope.workspaceKind) ?? {
    slug: "",
    name: "Outlay",
    kind: "real" as const,
  };
  const today = dayOf(new Date());
  const topBar = (
    <TopBar
      workspace={<WorkspaceMenu current={current} all={all} choose={showWorkspace} />}
      view={
        <Suspense fallback={<ViewControls billed={[]} reported={null} />}>
          <View scope={scope} today={today} />
        </Suspense>
      }
      end={
        <>
          <PaletteKeys />
          <ThemeSwitch />
          <UserMenu name={scope.actor} role={scope.role} leave={leave} />
        </>
      }
    />
  );
  return (
    <Frame
      folded={jar.get(FOLD_COOKIE)?.value === "1"}
      topBar={topBar}
      counts={{
        "/alerts": (
          <Suspense fallback={null}>
            <OpenAlerts scope={scope} />
          </Suspense>
        ),
      }}
      banner={
        <>
          {scope.workspaceKind === "demo" && (
            <DemoBanner name={current.name} remove={scope.role === "admin" ? removeDemo : null} />
          )}
          {scope.rows && <RowsBanner rows={scope.rows.map((row) => conditionSentence(row))} />}
        </>
      }
    >
      {children}
    </Frame>
  );
}

/** Which currencies there are is asked beside the page, not before it. */
async function View({ scope, today }: { scope: Scope; today: Day }) {
  return <ViewControls {...(await currenciesOf(scope, today))} />;
}

async function OpenAlerts({ scope }: { scope: Scope }) {
  const open = await openAlertCount(scope, new Date());
  if (open === 0) return null;
  return (
    <span className="tabular ml-auto rounded-full bg-bad-soft px-1.5 font-medium text-bad text-xs group-data-[folded=true]/shell:sr-only">
      {open}
      <span className="sr-only"> open</span>
    </span>
  );
}
