import type { ExpenseKind } from '#app/domain/claim/schema.ts'
import type { Chance } from '../chance.ts'
import type { CallPlan } from './calls/call-plan.ts'
import type { CriterionTopic } from './criteria.ts'
import type { OrganizationRow } from './organizations.ts'

type Told = { plan: CallPlan; organization: OrganizationRow; chance: Chance; total: number; unit: string }

/** Three ways to answer each question; the words of the call and of the bidder fill them. */
const answers: Record<CriterionTopic, ((told: Told) => string)[]> = {
  need: [
    ({ plan: { words: w }, chance }) =>
      `报名以来，我们在${w.place}走访了 ${chance.whole(42, 118)} 户，又与居委会、物业和社区卫生服务机构各座谈一次。走访显示，${w.group}最集中的困难有三项：一是服务时断时续，人一换就要从头讲起；二是需要时不知道找谁；三是做过的事没有回音。\n\n因此我们把“${w.service}”理解为一件需要长期在场的事，而不是若干场活动。名册以居委会提供的为底，由我们逐户核对，核对结果与居委会共同签字确认。`,
    ({ plan: { words: w }, chance, organization: o }) =>
      `我们在${w.place}服务已有 ${chance.whole(2, 6)} 年，对${w.group}的分布比较熟悉：老旧小区集中，白天家中常常只有一人，约 ${chance.whole(28, 46)}% 的家庭没有固定的照应人。现有服务多在工作日白天，晚间和周末是空白。\n\n${o.name}据此判断，本项目首先要补的是时间上的空白，其次才是数量。需求清单按“急、常、缓”三类排列，每季度与购买方核对一次。`,
    ({ plan: { words: w }, chance }) =>
      `采购需求列出的数量我们逐项核过：按每次服务的平均时长和路程计算，人力是够的，难点在于首月的建档。我们对 ${chance.whole(30, 60)} 名${w.group}做了问卷，排在前三位的期待是“固定的人来”“说好的时间来”“问题有答复”。\n\n我们没有把全部居民都算作服务对象，而是先确定最需要的人，再逐步扩展。不在名册内但确有需要的，当天登记，五个工作日内答复是否纳入。`,
  ],
  design: [
    ({ plan: { words: w }, total, unit }) =>
      `服务分三步。\n第一步，${w.acts[0]}，首月完成，形成一人一案，计划由服务对象或其家属签字。\n第二步，${w.acts[1]}，这是全年的主体，排班表提前一周公布在服务点和居民群，临时调整当天告知。\n第三步，${w.acts[2]}，每季度小结一次，未达进度的写明原因和补救办法。\n\n全年计划 ${total.toLocaleString('en-US')} ${unit}，按月分解，冬夏两季各留一成余量应对极端天气。每次服务三分钟内完成手机登记，不另外要求服务对象填表。购买方可以随时抽查当天记录。`,
    ({ plan: { words: w }, total, unit }) =>
      `我们按“固定的人、固定的时间、可核对的记录”来组织${w.service}：\n1. ${w.acts[0]}：两人一组，一人记录一人沟通，结果当场复述确认；\n2. ${w.acts[1]}：设主责人和替补人，主责人连续两次不能到岗由替补人接手，并告知服务对象；\n3. ${w.acts[2]}：设专人值守，接报后先处置、再登记、后回访。\n\n总量 ${total.toLocaleString('en-US')} ${unit}。进度每周在内部看板更新，连续两周落后即由项目负责人到点位了解原因。`,
    ({ plan: { words: w }, total, unit, chance }) =>
      `考虑到${w.place}的实际，我们设 ${chance.whole(3, 6)} 个服务点，每个点半径步行十五分钟。${w.acts[0]}与${w.acts[1]}由同一支队伍承担，避免信息在交接中丢失；${w.acts[2]}由机构本部支持。\n\n时间安排：启动期一个月，服务期按月均衡推进，收尾期两周用于回访和移交。总量 ${total.toLocaleString('en-US')} ${unit}，其中骨干人员承担不少于六成。遇到无人应门、情绪激动、突发疾病等情形，均有书面处置流程，新人上岗前要演练一次。`,
  ],
  team: [
    ({ organization: o, chance }) =>
      `项目负责人在本机构任职 ${chance.whole(4, 9)} 年，社会工作师，主持过三个同类项目。团队 ${Math.max(4, Math.round(o.staff * 0.3))} 人，其中持证社工 ${Math.max(2, Math.round(o.staff * 0.12))} 人。每月督导两次，督导记录存档。\n\n新人实行“先跟、再做、后独立”三段带教，满 24 小时培训并通过考核后才单独上岗。核心成员项目期内不承担其他项目的主责。`,
    ({ organization: o, chance }) =>
      `${o.name}现有专职人员 ${o.staff} 人，本项目投入 ${Math.max(4, Math.round(o.staff * 0.25))} 人，持证率 ${chance.whole(72, 93)}%。项目负责人具有 ${chance.whole(5, 11)} 年一线经验，熟悉${o.work}。\n\n我们与一所高校社会工作系签有督导协议，每季度集中研讨一次个案。人员名单、证书编号和排班表随合同提交，变更须经购买方同意。`,
    ({ organization: o, chance }) =>
      `团队分三组：前线组、支持组、记录组。前线组 ${Math.max(3, Math.round(o.staff * 0.2))} 人，平均从业 ${chance.whole(3, 7)} 年；支持组负责资源联系与培训；记录组每天核对当日登记。\n\n机构为全体上岗人员购买意外险和雇主责任险。近三年核心岗位流动率 ${chance.whole(6, 16)}%，低于同行平均。`,
  ],
  credit: [
    ({ organization: o, chance }) =>
      `${o.name}成立于 ${o.founded} 年，近三年年度检查均合格${o.rating === null ? '' : `，社会组织评估等级 ${o.rating}A`}，未被列入活动异常名录或严重违法失信名单。近三年承接同类项目 ${chance.whole(3, 9)} 个，末期评估良好以上 ${chance.whole(2, 3)} 个，结项资料均可查阅。`,
    ({ organization: o, chance }) =>
      `机构自 ${o.founded} 年起${o.work}。${o.rating === null ? '尚未申请评估，愿意接受购买方委托的第三方检查。' : `现为 ${o.rating}A 级社会组织，评估在有效期内。`}去年度审计报告为无保留意见，税款和社会保险按期缴纳。服务对象书面表扬 ${chance.whole(5, 21)} 件，有效投诉 ${chance.whole(0, 2)} 件，均已处理并回访。`,
  ],
  quality: [
    ({ plan: { words: w }, chance }) =>
      `满意度调查由机构质控岗独立进行，每季度抽取不少于 ${chance.whole(12, 20)}% 的${w.group}，问卷原始数据随报告提交。投诉 24 小时内回应，7 日内办结。\n\n个人信息只收集服务必需的项目，纸质记录上锁，电子记录分级授权；项目结束后按购买方要求移交或销毁。突发事件先救人、再报告、后复盘，每半年演练一次。`,
    ({ plan: { words: w } }) =>
      `质量控制设三道：当班互核、每周抽查、每月回访。凡涉及${w.group}人身安全的环节，一律两人在场并留有时间记录。\n\n风险清单列有跌倒、走失、食品、交通、信息泄露等 14 项，每项写明预防办法、处置人和上报路径。已投保公众责任险，单次限额 100 万元。`,
  ],
  innovation: [
    ({ plan: { words: w } }) =>
      `新意不在花样，而在做法：把${w.group}从“被服务的人”变成“一起做的人”。每个服务点设三名居民搭档，由他们决定每月做什么、怎么做，我们负责把决定落实并把账目贴出来。`,
    ({ plan: { words: w } }) =>
      `我们把外地较成熟的时间储蓄办法改得更轻：不设积分商城，只记“谁帮过谁”，每季度邻里聚餐时公开念一遍。${w.place}的试点里，这样做以后续参加率提高了约三成。`,
  ],
  budget: [
    ({ plan: { words: w }, chance }) =>
      `预算按“单价 × 次数”逐项计算，依据见预算表。人员费用占 ${chance.whole(24, 29)}%，其余用于${w.acts[1]}所需的物料、交通、保险和培训。管理费不超过 ${chance.whole(4, 8)}%，不购置固定资产，不发放现金礼品。单项调整超过 10% 的，事先书面报批。`,
    ({ chance }) =>
      `我们对照市场价逐项询价，至少两家。志愿者交通与误餐补贴按每人每次 ${chance.whole(15, 30)} 元计，不另设劳务费。审计费单列。自筹 ${chance.whole(10, 20)}% 由机构非限定性净资产承担，到账凭证随中期报告提交。`,
  ],
  outcome: [
    ({ plan: { words: w }, total, unit }) =>
      `产出指标：${total.toLocaleString('en-US')} ${unit}，按里程碑分解。效果指标：期初与期末用同一份量表测量${w.group}的状态，差异作为成效依据；满意度不低于 92%。\n\n所有数字都能回到原始签到或照片，自评表与台账的差异超过 2% 即重新核对。`,
    ({ plan: { words: w }, total, unit }) =>
      `我们不追求漂亮的总数，只承诺可核对的 ${total.toLocaleString('en-US')} ${unit}。每季度公布一次：做了多少、谁受益、花了多少、哪里没做到。末期请三名${w.group}代表和一名居委会代表参加评估。`,
  ],
  sustainability: [
    ({ plan: { words: w } }) =>
      `资助结束后，由项目中成长起来的居民骨干接手日常，机构每月提供一次督导。物料由社区慈善超市支持，场地由居委会继续提供，${w.service}不会因为项目结束而中断。`,
    () =>
      `第二年起拟申请社区微基金和企业定向捐助，各占三成，其余由低偿收费弥补。我们会把操作手册和表格公开，别的社区可以直接使用。`,
  ],
  posts: [
    ({ plan: { words: w }, chance }) =>
      `岗位分主任社工、一线社工和社工助理三级，职责和任职条件见附表。薪酬由学历、资历、资格、业绩、岗位五项构成，一线社工税前月薪 ${chance.whole(68, 82) * 100} 元起，另缴社会保险和住房公积金。\n\n稳定队伍的办法：服务满一年发放留任金；每季度一次一对一谈话；督导与考核分开，督导不打分。近两年驻点社工在岗平均 ${chance.whole(22, 34)} 个月。空缺发生时，由机构机动岗三日内顶岗，不让${w.place}出现空窗。`,
    ({ chance }) =>
      `全部岗位持证上岗，社会工作师占三成以上。每周例会、每月督导、每季度考核，考核以服务对象回访和记录质量为主，不以拍照和报送数量为准。\n\n报价中人员费用占 ${chance.whole(78, 86)}%，其余为督导、培训、保险和交通。购买方可随时查看在岗记录；岗位空缺按日扣减，写入合同。`,
  ],
  results: [
    ({ plan: { words: w }, chance }) =>
      `上一周期，我们在${w.place}开展${w.service} ${chance.whole(12, 36)} 批次，累计 ${chance.whole(1_100, 13_000).toLocaleString('en-US')} 人次，志愿服务时长 ${chance.whole(2_000, 9_000).toLocaleString('en-US')} 小时。台账按日登记，随申报提交的是原始表而非汇总表。回访 ${chance.whole(80, 200)} 人，满意率 ${chance.whole(91, 98)}%。`,
    ({ plan: { words: w }, organization: o }) =>
      `${o.name}上一周期的服务集中在三件事：${w.acts[0]}、${w.acts[1]}、${w.acts[2]}。每件事都有起止时间、参与人和照片，居委会按月签字。没有完成的是冬季两场活动，因场地维修取消，已在台账中注明。`,
  ],
  compliance: [
    ({ chance }) =>
      `章程、财务、档案和印章管理制度齐备，理事会每年不少于两次，会议记录可查。专账核算，去年度第三方审计为无保留意见；信息公开栏每月更新，近一年公开 ${chance.whole(12, 30)} 条。`,
    () =>
      `实行“三个公开”：收支按月公开、合同按件公开、人员补贴按人公开（隐去身份信息）。近三年无行政处罚，年度检查合格。会计由专业机构代理，票据逐笔连号。`,
  ],
}

export function answerText(topic: CriterionTopic, told: Told): string {
  return told.chance.pick(answers[topic])(told)
}

/** Judges' reasons by how much of the points was given. */
const reasons: Record<'high' | 'mid' | 'low', readonly string[]> = {
  high: [
    '依据充分，关键数字可核对，安排具体到人。',
    '针对性强，流程完整，应急办法可操作。',
    '材料扎实，与采购需求逐条对应，可信度高。',
    '经验与本项目吻合，做法成熟，风险考虑周到。',
  ],
  mid: [
    '总体可行，个别环节的频次和责任人还可以写得更细。',
    '内容完整，但对困难的估计偏乐观，缺少基线数据。',
    '思路清楚，量化指标略少，后期需要补充。',
    '能够满足要求，特色不够突出。',
  ],
  low: [
    '表述较笼统，多处照抄需求，缺少本地依据。',
    '人员安排与工作量不匹配，可行性存疑。',
    '缺少可核对的证明，只能给基本分。',
    '计算依据不清，部分内容与要求不符。',
  ],
}
export const reasonText = (ratio: number, chance: Chance): string =>
  chance.pick(reasons[ratio >= 0.86 ? 'high' : ratio >= 0.72 ? 'mid' : 'low'])

export const sheetComment = (ratio: number, chance: Chance): string =>
  chance.pick(
    ratio >= 0.84
      ? ['整体质量高，建议在合同中写明抽查频次。', '方案与人员均较强，建议重点关注首月建档。', '值得优先考虑。']
      : ratio >= 0.74
        ? ['可以承担，签约前请补充人员排班。', '中规中矩，建议完善满意度调查办法。', '基本满足要求。']
        : ['不足较多，谨慎考虑。', '与需求有距离。', '准备不够充分。'],
  )

/** The buyer's reasons, published with a result. */
export const awardReasons = (organization: string, plan: CallPlan, bids: number): string =>
  `共收到 ${bids} 份${plan.criteria === 'venture' || plan.criteria === 'inLieu' ? '申报' : '投标'}，均通过资格审查。评审组按公布的评分标准独立评分，${organization}综合得分最高。其对${plan.words.group}需求的掌握较细，${plan.words.service}的组织办法具体可查，人员配备满足要求。评审结果与推荐意见一致，予以确认。`

/** Budget lines: what part of the price each takes, in thousandths; they add up to 1000. */
export function budgetShares(
  plan: CallPlan,
): readonly { item: string; basis: string; permille: number; kind: ExpenseKind }[] {
  if (plan.instrument === 'POST_PURCHASE')
    return [
      { item: '岗位薪酬', basis: '岗位数 × 月薪 × 服务月数，含绩效', permille: 640, kind: 'STAFF' },
      { item: '社会保险与住房公积金', basis: '按本地缴费基数和比例', permille: 176, kind: 'STAFF' },
      { item: '督导与继续教育', basis: '每月督导 16 小时，外请督导按次', permille: 62, kind: 'TRAINING' },
      { item: '服务物料与交通', basis: '个案、小组、社区活动物料，实报实销', permille: 58, kind: 'MATERIAL' },
      { item: '保险', basis: '意外险与雇主责任险', permille: 14, kind: 'OTHER' },
      { item: '管理费与税费', basis: '不超过 5%', permille: 50, kind: 'MANAGEMENT' },
    ]
  if (plan.method === 'VENTURE_CALL')
    return [
      { item: '人员费用', basis: '项目人员工时 × 小时单价，不超过资助额的 30%', permille: 280, kind: 'STAFF' },
      { item: '活动与服务', basis: `${plan.words.acts[1]}：场次 × 单场费用`, permille: 390, kind: 'OTHER' },
      { item: '志愿者补贴与保险', basis: '每人每次交通误餐补贴 + 年度意外险', permille: 140, kind: 'VOLUNTEER' },
      { item: '培训与督导', basis: '讲师课时 × 课酬', permille: 90, kind: 'TRAINING' },
      { item: '宣传与印制', basis: '手册、公示材料', permille: 40, kind: 'MATERIAL' },
      { item: '审计费', basis: '末期专项审计', permille: 30, kind: 'OTHER' },
      { item: '税费', basis: '按规定缴纳', permille: 30, kind: 'TAX' },
    ]
  return [
    { item: '人员费用', basis: '一线人员与社工工时 × 小时单价', permille: 520, kind: 'STAFF' },
    { item: '服务成本', basis: `${plan.words.acts[1]}：次数 × 单次成本`, permille: 230, kind: 'OTHER' },
    { item: '物料与设备租赁', basis: '询价两家以上，按实际用量', permille: 90, kind: 'MATERIAL' },
    { item: '培训与督导', basis: '课时 × 课酬', permille: 55, kind: 'TRAINING' },
    { item: '保险与交通', basis: '意外险、公众责任险，市内交通', permille: 45, kind: 'TRAVEL' },
    { item: '满意度调查与审计', basis: '期中期末各一次调查，一次专项审计', permille: 30, kind: 'OTHER' },
    { item: '管理费与税费', basis: '不超过 3%', permille: 30, kind: 'MANAGEMENT' },
  ]
}

/** What an organization says of itself. */
export const introduction = ({ name, founded, work, staff, kind, rating }: OrganizationRow): string =>
  kind === 'COMMUNITY_GROUP'
    ? `${name}是居民自发组成、在街镇备案的社区社会组织，${founded} 年起${work}。没有专职人员，活动由居民轮流组织。`
    : `${name}成立于 ${founded} 年，主要${work}。现有专职人员 ${staff} 人${rating === null ? '' : `，评估等级 ${rating}A`}。坚持专账核算、信息公开，每年向社会公布服务数据和审计结果。`
