import type { Translate } from '#app/i18n/translate.ts'
import type { MapPicture } from '#app/services/statistics/queries/map-picture.server.ts'
import type { PictureTable } from './picture-table.ts'
import type { TableCell } from './table-file.server.ts'

const number = (value: number | null): TableCell => (value === null ? null : { number: value })

/** Every place of the map, with or without money. */
export const mapTable = (t: Translate, { places, own }: MapPicture): PictureTable => ({
  widths: [16, 24, 10, 18, 18, 14, 10, 18],
  not: t('statistics.map.not'),
  parts: [
    {
      head: [
        t('statistics.map.code'),
        t('statistics.place'),
        t('statistics.map.column.projects'),
        t('statistics.map.committedYuan'),
        t('statistics.map.releasedYuan'),
        t('statistics.map.column.residents'),
        t('statistics.year'),
        t('statistics.map.perResidentYuan'),
      ],
      rows: [
        ...places.map((place): TableCell[] => [
          place.code,
          place.name,
          { number: place.projects },
          { fen: place.committedFen },
          { fen: place.releasedFen },
          number(place.residents),
          number(place.residentsOf),
          place.perResidentFen === null ? null : { fen: place.perResidentFen },
        ]),
        ...(own === null ? [] : [['', t('district.own'), { number: own.projects }, { fen: own.committedFen }]]),
      ],
    },
  ],
})
