import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { mailTemplates } from '#app/domain/notice/mail-template.ts'
import { topicOf } from '#app/domain/notice/topic.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { writeSample } from '#app/http/sample-letter.ts'
import { locales } from '#app/i18n/locale.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { LetterText } from '#app/ui/letter-text.tsx'
import { AdminPage } from './admin-page.tsx'

const params = z.object({ template: z.enum(mailTemplates) })

export const loader = pageLoader({ may: 'administrator', params }, ({ ctx, params: { template } }) =>
  Promise.resolve({
    template,
    topic: topicOf[template],
    letters: locales.map((locale) => ({ locale, ...writeSample(template, locale, ctx.now, publicUrl()) })),
  }),
)

export const meta = pageMeta((t) => t('admin.preview.one'))

export default function TemplatePage() {
  const { template, topic, letters } = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  return (
    <AdminPage
      crumbs={[
        { to: paths.adminMessages(), text: t('admin.messages.title') },
        { to: paths.adminTemplates(), text: t('admin.preview.title') },
      ]}
    >
      <Sheet>
        <h1>{word(`admin.template.${template}`)}</h1>
        <ul className="meta">
          <li>{t('admin.preview.topic', { name: t(`notice.topic.${topic}`) })}</li>
        </ul>
      </Sheet>
      {letters.map(({ locale, subject, text }) => (
        <Sheet key={locale}>
          <h2 lang={locale}>{subject}</h2>
          <LetterText text={text} locale={locale} />
        </Sheet>
      ))}
    </AdminPage>
  )
}
