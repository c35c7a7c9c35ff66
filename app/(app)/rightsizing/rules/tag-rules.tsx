import { Panel } from "@/components/ui/panel";
import type { ShownSettings } from "@/lib/rightsizing/settings/settings";
import type { Preset, Rules } from "@/lib/rightsizing/settings/spec";
import { OneButtonForm } from "../../budgets/one-button-form";
import { removeRules } from "./actions";
import { NewTagForm } from "./new-tag-form";
import { changedText, rulesInShort } from "./rule-words";
import { RulesForm } from "./rules-form";
import { RulesTable } from "./rules-table";

type Props = { settings: ShownSettings[]; presets: Record<Preset, Rules>; mayEdit: boolean };

/** Rules of resources with a tag: a team's, an environment's. */
export function TagRules({ settings, presets, mayEdit }: Props) {
  return (
    <Panel id="tags" title="For a team or a tag" note="The first tag that has rules decides, by the name of the tag.">
      <div className="flex flex-col gap-6">
        {settings.length === 0 && <p className="text-muted">No tag has rules of its own.</p>}
        {settings.map((each) => (
          <details key={`${each.tagKey}=${each.tagValue}`} className="border-line border-t pt-4">
            <summary className="cursor-pointer break-words">
              <span className="font-medium">{`${each.tagKey} = ${each.tagValue}`}</span>
              <span className="ml-3 text-muted text-sm">{rulesInShort(each)}</span>
            </summary>
            <div className="mt-4 flex flex-col gap-4">
              <p className="text-muted text-sm empty:hidden">{changedText(each)}</p>
              {mayEdit ? <RulesForm settings={each} presets={presets} /> : <RulesTable settings={each} />}
              {mayEdit && (
                <OneButtonForm
                  action={removeRules}
                  fields={{ tagKey: each.tagKey, tagValue: each.tagValue }}
                  look="danger"
                  label={`Remove the rules of ${each.tagKey} = ${each.tagValue}`}
                >
                  Remove these rules
                </OneButtonForm>
              )}
            </div>
          </details>
        ))}
        {mayEdit && <NewTagForm />}
      </div>
    </Panel>
  );
}
