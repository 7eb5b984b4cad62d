// Nothing is hydrated: pages are made on the server (docs/decisions/no-hydration.md). Remix insists on the file.
export {}
