import { amountOnly, dayLabel } from "@/components/format";
import { HeadCell } from "@/components/ui/table";
import type { CourseDay } from "@/lib/budgets/course";

type Props = { days: CourseDay[]; amount: string; currency: string; caption: string };

/** The numbers of the picture, latest first. */
export function CourseTable({ days, amount, currency, caption }: Props) {
  const written = (value: string | null | undefined) => (value == null ? "–" : amountOnly(value, currency));
  return (
    <table className="data-table numbers w-full border-separate border-spacing-0 text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <HeadCell>{currency}</HeadCell>
          <HeadCell numeric>Spent so far</HeadCell>
          <HeadCell numeric>Expected</HeadCell>
          <HeadCell numeric>80 % from</HeadCell>
          <HeadCell numeric>80 % to</HeadCell>
          <HeadCell numeric>Even pace</HeadCell>
          <HeadCell numeric>Budget</HeadCell>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, spent, pace, expected }) => (
          <tr key={day}>
            <th scope="row">{dayLabel(day)}</th>
            <td>{written(spent)}</td>
            <td>{written(expected?.amount)}</td>
            <td>{written(expected?.low)}</td>
            <td>{written(expected?.high)}</td>
            <td>{written(pace)}</td>
            <td>{written(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
