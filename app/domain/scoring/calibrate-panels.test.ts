import { describe, expect, it } from 'vitest'
import { calibratePanels } from './calibrate-panels.ts'
import { exact } from './exact.ts'

const rules = { dropHigh: 1, dropLow: 1, meanDecimals: 4, coefficientDecimals: 4, decimals: 2 }
const totals = (panel: string, list: (number | string)[]) => list.map((total) => ({ panel, total: exact(total) }))

describe('calibration of several panels', () => {
  const bids = [...totals('A', [90, 80, 85, 70]), ...totals('B', [70, 60, '65.5', 50, 62])]

  it('multiplies each total by overall mean over panel mean', () => {
    const { panels, totalOf } = calibratePanels(bids, rules, 'halfUp')
    // A keeps 80, 85: 82.5. B keeps 60, 62, 65.5: 62.5. All keep 60 62 65.5 70 70 80 85: 492.5 / 7 = 70.3571.
    expect(panels.map(({ id, mean, coefficient }) => [id, mean.toFixed(4), coefficient.toFixed(4)])).toEqual([
      ['A', '82.5000', '0.8528'],
      ['B', '62.5000', '1.1257'],
    ])
    expect(totalOf({ panel: 'A', total: exact(90) }).toFixed(2)).toBe('76.75')
    expect(totalOf({ panel: 'B', total: exact(70) }).toFixed(2)).toBe('78.80')
  })

  it('may drop nothing, and keeps every digit it is told to keep', () => {
    const { panels } = calibratePanels(bids, { ...rules, dropHigh: 0, dropLow: 0, meanDecimals: 2 }, 'truncate')
    expect(panels.map(({ mean, coefficient }) => [mean.toFixed(2), coefficient.toFixed(4)])).toEqual([
      ['81.25', '0.8648'],
      ['61.50', '1.1426'],
    ])
  })

  it('leaves alike panels alone, and a panel of zeros too', () => {
    const { totalOf } = calibratePanels([...totals('A', [80, 70, 60]), ...totals('B', [80, 70, 60])], rules, 'halfUp')
    expect(totalOf({ panel: 'B', total: exact(80) }).toFixed(2)).toBe('80.00')
    const zeros = calibratePanels([...totals('A', [0, 0, 0]), ...totals('B', [80, 70, 60])], rules, 'halfUp')
    expect(zeros.totalOf({ panel: 'A', total: exact(0) }).toFixed(2)).toBe('0.00')
  })
})
