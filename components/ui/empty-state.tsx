import type { ReactNode } from "react";

type Props = {
  icon?: ReactNode;
  title: ReactNode;
  /** 1 where it stands for the whole page. */
  level?: 1 | 2;
  children?: ReactNode;
  actions?: ReactNode;
};

/** Nothing here yet: says what would be here and offers the next step. */
export function EmptyState({ icon, title, level = 2, children, actions }: Props) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      {icon && <div className="mb-4 text-faint [&_svg]:size-8 [&_svg]:stroke-[1.5]">{icon}</div>}
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children && <div className="mt-2 max-w-[52ch] text-balance text-muted">{children}</div>}
      {actions && <div className="mt-6 flex flex-wrap justify-center gap-3">{actions}</div>}
    </div>
  );
}
