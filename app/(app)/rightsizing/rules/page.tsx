import type { Metadata } from "next";
import { PageHeader, Panel } from "@/components/ui/panel";
import { shownSettings } from "@/lib/rightsizing/settings/settings";
import { presetRules } from "@/lib/rightsizing/settings/spec";
import { currentScope } from "../../../session";
import { WholeBillOnly } from "../../whole-bill-only";
import { Sections } from "../sections";
import { changedText } from "./rule-words";
import { RulesForm } from "./rules-form";
import { RulesTable } from "./rules-table";
import { TagRules } from "./tag-rules";

export const metadata: Metadata = { title: "Rules of savings" };

/** How advice is found: for the workspace, and for resources with a tag. */
export default async function RulesPage() {
  const scope = await currentScope();
  if (scope.rows !== null) {
    return <WholeBillOnly title="Rules">The rules hold for all resources of the workspace.</WholeBillOnly>;
  }
  const [own, ...ofTags] = await shownSettings(scope);
  const mayEdit = scope.role !== "viewer";
  if (!own) throw new Error("A workspace always has rules.");
  return (
    <>
      <PageHeader
        title="Rules"
        lead="How much must be left free, how far back is looked, and what may be proposed. The next look goes by them."
      />
      <Sections current="/rightsizing/rules" />
      <div className="flex flex-col gap-10">
        <Panel
          id="own"
          title="For the whole workspace"
          note={["A tag's own rules, below, take their place for its resources.", changedText(own)]
            .filter(Boolean)
            .join(" ")}
        >
          {mayEdit ? (
            <RulesForm settings={own} presets={presetRules} mayAdmit={scope.role === "admin"} />
          ) : (
            <RulesTable settings={own} />
          )}
        </Panel>
        <TagRules settings={ofTags} presets={presetRules} mayEdit={mayEdit} />
      </div>
    </>
  );
}
