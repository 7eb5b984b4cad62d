import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, Outlet, useLocation, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Refusal } from './domain/shared/outcome.ts'
import { contextOf } from './http/context.server.ts'
import { clearToastHeader, readToast } from './http/cookies.server.ts'
import { type FrameView, readFrame } from './http/frame.server.ts'
import { readFor } from './http/from-replica.server.ts'
import { paths } from './http/paths.ts'
import { localeOf } from './i18n/locale.ts'
import { LocaleProvider, useRefusalText, useT } from './i18n/provider.tsx'
import { translator } from './i18n/translate.ts'
import { Document } from './ui/layout/document.tsx'
import { Masthead } from './ui/layout/masthead.tsx'
import { Page, Sheet } from './ui/layout/page.tsx'
import { SiteFooter } from './ui/layout/site-footer.tsx'
import { A } from './ui/link.tsx'
import { ToastBar } from './ui/layout/toast-bar.tsx'

/** Who is here and what every page shows around itself. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const toast = await readToast(request)
  const view = await readFor(await contextOf(request, context), (ctx) => readFrame(ctx, toast))
  // What needs no header of its own is answered as it is (server/plain-data.ts).
  return toast === undefined ? view : Response.json(view, { headers: { 'Set-Cookie': await clearToastHeader() } })
}

/** Pages that were refused or are not there have no title of their own. */
export const meta: MetaFunction = ({ location }) => [
  { title: translator(localeOf(location.pathname))('common.site.name') },
]

function Frame({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  const data = useRouteLoaderData('root') as FrameView | undefined
  return (
    <LocaleProvider locale={localeOf(pathname)}>
      <Document siteUrl={data?.siteUrl}>
        <Masthead person={data?.person} />
        {data?.isDemonstration ? <DemonstrationBanner /> : null}
        <main className="page" id="main">
          {data?.toast === undefined ? null : <ToastBar toast={data.toast} />}
          {children}
        </main>
        <SiteFooter siteUrl={data?.siteUrl} />
      </Document>
    </LocaleProvider>
  )
}

function DemonstrationBanner() {
  const t = useT()
  return (
    <aside className="demonstration" aria-label={t('common.demonstrationLabel')}>
      <p className="page">{t('common.demonstration')}</p>
    </aside>
  )
}

export default function App() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

/** Refusals of every page, and surprises with the number that finds them in the log. */
export function ErrorBoundary() {
  const error = useRouteError()
  const data = useRouteLoaderData('root') as FrameView | undefined
  const refusal: Refusal = isRouteErrorResponse(error)
    ? (readRefusal(error.data) ?? { code: error.status === 404 || error.status === 405 ? 'not-found' : 'failed' })
    : { code: 'failed' }
  return (
    <Frame>
      <RefusalPage refusal={refusal} requestId={data?.requestId ?? ''} />
    </Frame>
  )
}

const readRefusal = (data: unknown): Refusal | undefined =>
  typeof data === 'object' && data !== null && 'refusal' in data ? (data.refusal as Refusal) : undefined

/** The page itself is there: what was sent to it was not taken. */
const mayTryAgain = ['too-large', 'invalid', 'busy', 'storage-full', 'unreachable', 'too-many', 'failed']

function RefusalPage({ refusal, requestId }: { refusal: Refusal; requestId: string }) {
  const refusalText = useRefusalText()
  const t = useT()
  const { pathname, search } = useLocation()
  return (
    <Page>
      <Sheet>
        <h1>{refusalText(refusal.code, { requestId, ...refusal.data })}</h1>
        <p>
          {mayTryAgain.includes(refusal.code) ? (
            <>
              <a href={pathname + search}>{t('common.action.backToPage')}</a> ·{' '}
            </>
          ) : null}
          <A to={paths.home()}>{t('common.nav.home')}</A> · <A to={paths.search()}>{t('common.nav.search')}</A>
        </p>
      </Sheet>
    </Page>
  )
}
