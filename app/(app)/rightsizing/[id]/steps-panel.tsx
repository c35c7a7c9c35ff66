import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { CopyText } from "../../sources/copy-text";

/** Ready to use: Outlay itself changes nothing. */
export function StepsPanel({ card: { evidence, action } }: { card: AdviceCard }) {
  const { steps } = evidence;
  if (!steps) return null;
  return (
    <Panel id="steps" title="Steps" note="Outlay changes nothing itself.">
      <div className="flex max-w-3xl flex-col gap-5">
        {steps.before.length > 0 && (
          <ul className="list-disc pl-5">
            {steps.before.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        )}
        {steps.cli.length > 0 && <CopyText title="AWS CLI" text={steps.cli.join("\n")} />}
        {steps.terraform && <CopyText title="Terraform" text={steps.terraform} />}
        {action === "buy_commitment" && (
          <p>
            <Link href="/rightsizing/commitments" className="text-link">
              See what each term and payment would save, and lose
            </Link>
          </p>
        )}
        {steps.console && (
          <p>
            <a href={steps.console} rel="noreferrer" target="_blank" className="text-link">
              {`Open ${consoleName(steps.console)}`}
            </a>
          </p>
        )}
      </div>
    </Panel>
  );
}

const consoles: [RegExp, string][] = [
  [/^https:\/\/console\.aws\.amazon\.com\//, "the AWS console"],
  [/^https:\/\/portal\.azure\.com\//, "the Azure portal"],
  [/^https:\/\/console\.cloud\.google\.com\//, "the Google Cloud console"],
];

const consoleName = (link: string) => consoles.find(([pattern]) => pattern.test(link))?.[1] ?? "the provider's console";
