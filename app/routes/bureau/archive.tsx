import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type Archive, readArchive } from '#app/services/closing/queries/archive.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { FileLinks } from '#app/ui/ledger/file-links.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body', params: z.object({ id: z.uuid() }) }, async ({ ctx, params: { id } }) =>
  orNotFound(await readArchive(ctx, id)),
)

export const meta = pageMeta((t, archive: Archive) => `${t('closing.archive.title')} · ${archive.title}`)

export default function BureauArchive() {
  const archive = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.bureauProject(archive.id), text: archive.title },
        { to: paths.bureauClosing(archive.id), text: t('closing.title') },
      ]}
    >
      <Sheet>
        <h1>{t('closing.archive.title')}</h1>
        <p>
          <Typed>{archive.title}</Typed> · {archive.projectNo}
        </p>
        <p>{t('closing.archive.lead')}</p>
        {archive.retainUntil === null ? null : (
          <p>
            <strong>{t('closing.decide.retained', { day: day(archive.retainUntil) })}</strong>
          </p>
        )}
        {archive.documents.length === 0 ? (
          <p>{t('closing.archive.empty')}</p>
        ) : (
          <>
            <FileLinks to={(format) => paths.bureauArchive(archive.id, format)} label={t('closing.archive.download')} />
            <table className="stack">
              <thead>
                <tr>
                  <th scope="col">{t('closing.archive.kindLabel')}</th>
                  <th scope="col">{t('closing.archive.name')}</th>
                  <th scope="col">{t('closing.archive.addedOn')}</th>
                </tr>
              </thead>
              <tbody>
                {archive.documents.map((document, index) => (
                  <tr key={index}>
                    <td data-label={t('closing.archive.kindLabel')}>{t(`closing.archive.kind.${document.kind}`)}</td>
                    <td data-label={t('closing.archive.name')}>
                      {document.fileId === null ? (
                        document.name
                      ) : (
                        <A to={paths.file(document.fileId)}>
                          <Typed>{document.name}</Typed>
                        </A>
                      )}
                      <p className="hash">{document.sha256}</p>
                    </td>
                    <td data-label={t('closing.archive.addedOn')}>{day(document.addedOn)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Sheet>
    </Page>
  )
}
