/** The series that is shown alone; all are shown where the one that was picked is not part of this answer. */
export function isolatedOf(series: { id: string }[], picked: string | null): string | null {
  return series.some(({ id }) => id === picked) ? picked : null;
}

export function shownOf<Series extends { id: string }>(series: Series[], isolated: string | null): Series[] {
  return isolated === null ? series : series.filter(({ id }) => id === isolated);
}
