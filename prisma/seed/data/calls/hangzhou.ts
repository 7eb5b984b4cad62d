/**
 * The one real evaluation here: 杭州市民政局 机关食堂外包服务, result notice of 2021-03-15. Names, scores, means, winner and its
 * price are as printed there; nothing else is known, and the texts say so.
 */
export const hangzhou = {
  callTitle: '机关食堂外包服务（ZJZN-21801-MZ01，依公告转录）',
  docNo: 'ZJZN-21801-MZ01',
  winnerPriceYuan: 826_000,
  criterion: { title: '技术', maxPoints: 90 },
  /** Experts 1 to 3, as printed. */
  bids: [
    { key: 'xinriyue', name: '宁波新日月酒店物业股份', scores: ['62.1', '82.7', '62.5'], mean: '69.10', rank: 3 },
    { key: 'lingfeng', name: '浙江灵峰餐饮管理', scores: ['55.4', '77.1', '59'], mean: '63.83', rank: 5 },
    { key: 'yimian', name: '杭州一面之缘餐饮管理', scores: ['61.9', '85.9', '64.5'], mean: '70.77', rank: 2 },
    { key: 'handing', name: '杭州汉鼎餐饮管理', scores: ['60.1', '77.5', '63.5'], mean: '67.03', rank: 4 },
    { key: 'xinyu', name: '浙江新宇教育后勤管理', scores: ['73.7', '86', '71'], mean: '76.90', rank: 1 },
  ],
  winner: 'xinyu',
  summary:
    '本页转录杭州市民政局 2021 年 3 月 15 日公开的评审结果，用来核对本站的计分方法：三位专家的技术得分取算术平均，保留两位小数。公告只印出技术得分，没有印出价格得分。',
  requirement: `数据来源与说明

1. 采购人、项目名称、项目编号、五家投标人名称、三位专家的技术得分及其平均分、成交人和成交价 826,000 元，均录自 2021 年 3 月 15 日的公开结果公告。
2. 公告没有印出价格得分，其他四家的报价也没有公布，因此本站只按技术得分（满分 90 分）计算平均分和名次，报价一栏留空。
3. 采购方式、发布时间、截止时间、服务期限和预算不在所见公告中；本页相应栏目仅为系统录入所必需，不代表实际情况。
4. 投标文件内容、评分理由、合同与履约情况均未公布，本站没有这些内容，也不作推断。本条目不会有后续的履约记录。
5. 本条目由演示数据的转录员录入，不是杭州市民政局或所列企业的行为。`,
  beneficiaries: '公告未载明',
  untold: '公告未公布投标文件，本处没有内容。',
  reason: '依公告转录，理由未公布。',
  reasons:
    '依 2021 年 3 月 15 日公开的结果公告转录：浙江新宇教育后勤管理成交，成交价 826,000 元。公告未载明理由。本站按公布的三位专家技术得分复算，平均分和名次与公告一致。',
  terms: '合同内容不在公告范围内，本站没有，也不作推断。本条目到结果与成交为止。',
  milestone: { title: '履约情况未公布', deliverable: '公告没有合同与履约内容，本条目不会有后续记录。' },
} as const
