import type { ShownSettings } from "@/lib/rightsizing/settings/settings";
import { numberRules, presetWords, switchRules } from "./rule-words";

/** The rules to read, for those who may not change them. */
export function RulesTable({ settings: { preset, rules, owner } }: { settings: ShownSettings }) {
  return (
    <dl className="grid max-w-2xl grid-cols-[1fr_auto] gap-x-8 gap-y-2 text-sm">
      <dt className="text-muted">Preset</dt>
      <dd>{presetWords[preset]}</dd>
      <dt className="text-muted">Usage that must fit</dt>
      <dd>{`p${rules.percentile}`}</dd>
      {numberRules.map(({ name, label, percent }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="tabular text-right">{percent ? Math.round(rules[name] * 100) : rules[name]}</dd>
        </div>
      ))}
      {switchRules.map(({ name, label }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="text-right">{rules[name] ? "yes" : "no"}</dd>
        </div>
      ))}
      <dt className="text-muted">Owner of new advice</dt>
      <dd className="text-right">{owner ?? "nobody"}</dd>
    </dl>
  );
}
