/** For a browser without JavaScript: an ordinary form that is answered with the page of the import. */
export function PlainUpload() {
  return (
    <noscript>
      <style>{"[data-needs-script] { display: none }"}</style>
      <form
        action="/api/v1/imports"
        method="post"
        encType="multipart/form-data"
        className="flex flex-wrap items-end gap-4"
      >
        <label className="flex flex-col gap-1.5 text-sm">
          Source name, optional
          <input name="source" maxLength={100} className="h-9 rounded-md border border-control bg-surface px-3" />
        </label>
        <label className="flex flex-col gap-1.5 text-sm">
          FOCUS files: csv, csv.gz, zip or Parquet
          <input name="file" type="file" multiple required className="h-9" />
        </label>
        <button type="submit" className="h-9 rounded-md bg-accent-solid px-3 font-medium text-sm text-white">
          Import
        </button>
      </form>
    </noscript>
  );
}
