import { useLoaderData } from '@remix-run/react'
import { mailTemplates } from '#app/domain/notice/mail-template.ts'
import { fixedTopics, noticeTopics, topicOf } from '#app/domain/notice/topic.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { AdminPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, () =>
  Promise.resolve(
    [...fixedTopics, ...noticeTopics].map((topic) => ({
      topic,
      templates: mailTemplates.filter((template) => topicOf[template] === topic),
    })),
  ),
)

export const meta = pageMeta((t) => t('admin.preview.title'))

export default function TemplatesPage() {
  const groups = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  return (
    <AdminPage crumbs={[{ to: paths.adminMessages(), text: t('admin.messages.title') }]}>
      <Sheet>
        <h1>{t('admin.preview.title')}</h1>
        <p>{t('admin.preview.lead')}</p>
      </Sheet>
      {groups.map(({ topic, templates }) => (
        <Sheet key={topic}>
          <h2>{t(`notice.topic.${topic}`)}</h2>
          <ul className="plain-list columns">
            {templates.map((template) => (
              <li key={template}>
                <A to={paths.adminTemplate(template)}>{word(`admin.template.${template}`)}</A>
              </li>
            ))}
          </ul>
        </Sheet>
      ))}
    </AdminPage>
  )
}
