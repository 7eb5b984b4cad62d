import { formatInstant } from '#app/domain/shared/day.ts'
import { translator } from '#app/i18n/translate.ts'
import type { Archive } from '#app/services/closing/queries/archive.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Table } from './table-file.server.ts'

/** The list of a project's file, with the digests by which each document can be checked. */
export function archiveTable(archive: Archive, { locale, now }: Pick<Context, 'locale' | 'now'>): Table {
  const t = translator(locale)
  return {
    sheet: t('closing.archive.title'),
    widths: [16, 40, 14, 66],
    headRows: 6,
    rows: [
      { cells: [t('closing.archive.title')], isStrong: true },
      { cells: [t('statement.about'), archive.title] },
      { cells: [t('project.projectNo'), archive.projectNo] },
      { cells: [t('statement.madeAt'), formatInstant(now, locale, { withZone: true })] },
      { cells: [t('closing.archive.count'), String(archive.documents.length)] },
      {
        cells: [
          t('closing.archive.kindLabel'),
          t('closing.archive.name'),
          t('closing.archive.addedOn'),
          t('closing.archive.sha256'),
        ],
        isStrong: true,
      },
      ...archive.documents.map(({ kind, name, addedOn, sha256 }) => ({
        cells: [t(`closing.archive.kind.${kind}`), name, { day: addedOn }, sha256],
      })),
    ],
  }
}
