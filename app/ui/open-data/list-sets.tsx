import { hitsMax } from '#app/domain/search/ask.ts'
import { paths } from '#app/http/paths.ts'
import { cellOf } from '#app/domain/open-data/list/cells.ts'
import { listFilePath, listFormats, type ListName, listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf } from '#app/domain/open-data/list/shapes.ts'
import { useDynamicT, useHref, useT } from '#app/i18n/provider.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

/** The public lists as files, and what is in each. `rowsMax`: how many rows a file has at most. */
export function ListSets({ rowsMax }: { rowsMax: number }) {
  const t = useT()
  const href = useHref()
  const { number } = useFormat()
  return (
    <Sheet labelledBy="lists">
      <h2 id="lists">{t('openList.title')}</h2>
      <p>{t('openList.lead')}</p>
      <ul>
        <li>{t('openList.values')}</li>
        <li>{t('openList.rows', { count: number(rowsMax) })}</li>
        <li>{t('openList.hits', { count: number(hitsMax) })}</li>
        <li>{t('openList.formulas')}</li>
        <li>{t('openList.people')}</li>
      </ul>
      <p>
        <A to={paths.openApiGuide()}>{t('openApi.link')}</A>
      </p>
      <Folded label={t('common.all', { count: listNames.length })}>
        <ul className="rows">
          {listNames.map((list) => (
            <li key={list}>
              <h3>{t(`openList.list.${list}`)}</h3>
              <p>
                {listFormats.map((format, index) => (
                  <span key={format}>
                    {index === 0 ? null : ' · '}
                    <a
                      href={href(listFilePath(list, format))}
                      aria-label={`${t(`openList.list.${list}`)} ${t(`openList.format.${format}`)}`}
                    >
                      {t(`openList.format.${format}`)}
                    </a>
                  </span>
                ))}
              </p>
              <Fields list={list} />
            </li>
          ))}
        </ul>
      </Folded>
    </Sheet>
  )
}

function Fields({ list }: { list: ListName }) {
  const t = useT()
  const word = useDynamicT()
  return (
    <details>
      <summary>{t('openList.fields')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('openList.fieldName')}</th>
            <th scope="col">{t('openList.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {fieldsOf(list).map(([name, schema]) => {
            const cell = cellOf(schema)
            return (
              <tr key={name}>
                <td className="reason">
                  <code>{name}</code>
                </td>
                <td>
                  {word(`openList.field.${name}`)}
                  {'codes' in cell ? (
                    <ul className="reason">
                      {cell.codes.map((code) => (
                        <li key={code}>
                          <code>{code}</code> {word(`${cell.wordsOf}.${code}`)}
                        </li>
                      ))}
                    </ul>
                  ) : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </details>
  )
}
