/** The URL map: path without its language → file under app/. Mirrored by http/paths.ts; read by app/routes.ts and the tests. */
export const pages: readonly (readonly [path: string, file: string])[] = [
  ['/', 'routes/public/home.tsx'],
  ['/healthz', 'routes/public/healthz.ts'],
  ['/readyz', 'routes/public/readyz.ts'],
]
