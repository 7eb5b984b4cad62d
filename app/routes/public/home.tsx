import { pageLoader } from '#app/http/page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve({}))

export default function Home() {
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('common.site.name')}</h1>
      </Sheet>
    </Page>
  )
}
