import type { Chance } from '../chance.ts'
import type { CallWords, MilestonePlan } from './calls/call-plan.ts'

type Told = {
  words: CallWords
  milestone: MilestonePlan
  actual: number
  organization: string
  chance: Chance
  position: number
  of: number
}

const times = (value: number) => value.toLocaleString('en-US')

/** A report tells what was done, what the figures are, what did not go well, and what comes next. */
export function reportText({ words: w, milestone: m, actual, organization, chance, position, of }: Told): string {
  const reached = m.target > 0 ? Math.round((actual / m.target) * 1000) / 10 : 100
  const figure =
    m.indicator === ''
      ? ''
      : `本期${m.indicator} ${times(actual)} ${m.unit}，目标 ${times(m.target)} ${m.unit}，完成 ${reached}%。`
  const first = `本期${organization}按合同完成“${m.title}”：${w.acts[0]}，${w.acts[1]}，并提交${m.deliverable}。${figure}`
  const middle = chance.pick([
    `服务中遇到的主要困难是${chance.pick(['部分服务对象白天外出，改为傍晚补做', '梅雨季连续停工五天，后一周加班补齐', '两名一线人员更换，由替补人三日内接手'])}，未影响总进度。${w.group}回访 ${chance.whole(36, 90)} 人，满意 ${chance.whole(92, 98)}%；收到意见 ${chance.whole(3, 9)} 条，均已答复。`,
    `质控岗每周抽查一次，共抽查 ${chance.whole(24, 70)} 份记录，发现登记时间与签到不一致 ${chance.whole(1, 4)} 处，已更正并注明。${w.place}居委会按月核对签字。投诉 ${chance.whole(0, 2)} 件，均在七日内办结。`,
  ])
  const money = `资金专账核算，自查凭证 ${chance.whole(78, 97)} 张，支出明细见“经费使用”，单项调整未超过 10%。`
  const last =
    position < of
      ? `下一阶段重点是${w.acts[2]}，按月均衡推进，并在服务点公布排班。`
      : `项目期内的名册、台账和表格已整理移交，${w.acts[2]}由社区骨干继续承担，机构每月督导一次。`
  return [first, middle, money, last].join('\n\n')
}
