import type { Page } from "@playwright/test";

type Dropped = { name: string; text: string };

/** Drops files on the page as a hand would: with a real DataTransfer. */
export async function dropFiles(page: Page, files: Dropped[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, text } of all) transfer.items.add(new File([text], name, { type: "text/csv" }));
    return transfer;
  }, files);
  await page.getByText("Drop FOCUS files here").dispatchEvent("drop", { dataTransfer });
}
