import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { ChairBoard as Board } from '#app/services/panel/queries/chair-board.server.ts'
import { Typed } from '#app/ui/typed.tsx'

/** For the chair, once every sheet is in: whether the judges agree, what to talk about, who leans. None of it counts. */
export function ChairBoard({ board }: { board: Board }) {
  const t = useT()
  const td = useDynamicT()
  return (
    <>
      <h3>{t('panel.chairBoard.title')}</h3>
      <p>{t('panel.chairBoard.intro')}</p>
      <p>
        {board.alpha === null
          ? t('award.result.noAlpha')
          : t('award.result.alpha', { alpha: board.alpha, pairs: board.pairs })}
        <br />
        <small className="hint-inline">{t('award.result.alphaHint')}</small>
      </p>
      {board.flags.length === 0 ? (
        <p>{t('award.result.noFlags')}</p>
      ) : (
        <ul>
          {board.flags.map(({ key, values }, index) => (
            <li key={index}>{td(`award.flag.${key}`, values)}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t('panel.chairBoard.severity')}</summary>
        <p>{t('panel.chairBoard.severityIntro')}</p>
        <ul className="meta">
          {board.leanings.map(({ code, points }) => (
            <li key={code}>
              {code} {points}
            </li>
          ))}
        </ul>
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('award.result.bidder')}</th>
              <th scope="col" className="num">
                {t('panel.chairBoard.asScored')}
              </th>
              <th scope="col" className="num">
                {t('panel.chairBoard.adjusted')}
              </th>
            </tr>
          </thead>
          <tbody>
            {board.shadow.map((bid) => (
              <tr key={bid.name}>
                <th scope="row">
                  <Typed>{bid.name}</Typed>
                </th>
                <td className="num" data-label={t('panel.chairBoard.asScored')}>
                  {bid.total}
                </td>
                <td className="num" data-label={t('panel.chairBoard.adjusted')}>
                  {bid.adjusted}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
