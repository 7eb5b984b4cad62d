/**
 * Administrative divisions: GB/T 2260 codes down to the county, statistical codes (9 and 12 digits) below it.
 * Dongguan has no districts: its streets and towns hang directly on the city.
 */
export type RegionRow = {
  code: string
  level: 'CITY' | 'DISTRICT' | 'TOWN' | 'COMMUNITY'
  zh: string
  en: string
  in?: string
}

const city = (code: string, zh: string, en: string): RegionRow => ({ code, level: 'CITY', zh, en })
const district = (code: string, zh: string, en: string, parent: string): RegionRow => ({
  code,
  level: 'DISTRICT',
  zh,
  en: `${en} District`,
  in: parent,
})
/** Streets and towns: what the English name ends in follows from the Chinese one. */
const towns = (parent: string, ...rows: [code: string, zh: string, en: string][]): RegionRow[] =>
  rows.map(([code, zh, en]) => ({
    code,
    level: 'TOWN',
    zh,
    en: zh.endsWith('街道') ? `${en} Subdistrict` : `${en} Town`,
    in: parent,
  }))
const communities = (parent: string, ...rows: [code: string, zh: string, en: string][]): RegionRow[] =>
  rows.map(([code, zh, en]) => ({
    code: `${parent}${code}`,
    level: 'COMMUNITY',
    zh: zh.endsWith('社区') ? zh : `${zh}社区`,
    en: `${en} Community`,
    in: parent,
  }))

/** Parents before children. */
export const regions: readonly RegionRow[] = [
  city('310000', '上海市', 'Shanghai'),
  district('310112', '闵行区', 'Minhang', '310000'),
  ...towns(
    '310112',
    ['310112001', '江川路街道', 'Jiangchuan Road'],
    ['310112006', '古美路街道', 'Gumei Road'],
    ['310112008', '新虹街道', 'Xinhong'],
    ['310112009', '浦锦街道', 'Pujin'],
    ['310112101', '莘庄镇', 'Xinzhuang'],
    ['310112102', '七宝镇', 'Qibao'],
    ['310112103', '颛桥镇', 'Zhuanqiao'],
    ['310112106', '华漕镇', 'Huacao'],
    ['310112107', '虹桥镇', 'Hongqiao'],
    ['310112108', '梅陇镇', 'Meilong'],
    ['310112110', '吴泾镇', 'Wujing'],
    ['310112112', '马桥镇', 'Maqiao'],
    ['310112114', '浦江镇', 'Pujiang'],
  ),
  ...communities('310112001', ['002', '河东', 'Hedong'], ['009', '东风新村第一', 'Dongfeng Xincun No. 1']),
  ...communities('310112101', ['015', '绿梅一村', 'Lümei No. 1'], ['020', '水清一村', 'Shuiqing No. 1']),
  ...communities('310112102', ['001', '塘南', 'Tangnan'], ['004', '蒲汇新村', 'Puhui Xincun']),
  ...communities('310112006', ['001', '古美一村', 'Gumei No. 1'], ['008', '平阳一村', 'Pingyang No. 1']),

  city('350200', '厦门市', 'Xiamen'),
  district('350203', '思明区', 'Siming', '350200'),
  district('350205', '海沧区', 'Haicang', '350200'),
  district('350206', '湖里区', 'Huli', '350200'),
  district('350211', '集美区', 'Jimei', '350200'),
  district('350212', '同安区', "Tong'an", '350200'),
  district('350213', '翔安区', "Xiang'an", '350200'),
  ...towns(
    '350203',
    ['350203001', '厦港街道', 'Xiagang'],
    ['350203003', '中华街道', 'Zhonghua'],
    ['350203005', '滨海街道', 'Binhai'],
    ['350203006', '鹭江街道', 'Lujiang'],
    ['350203007', '开元街道', 'Kaiyuan'],
    ['350203008', '梧村街道', 'Wucun'],
    ['350203009', '筼筜街道', 'Yundang'],
    ['350203010', '莲前街道', 'Lianqian'],
    ['350203011', '嘉莲街道', 'Jialian'],
    ['350203012', '鼓浪屿街道', 'Gulangyu'],
  ),
  ...towns(
    '350205',
    ['350205001', '海沧街道', 'Haicang'],
    ['350205002', '新阳街道', 'Xinyang'],
    ['350205003', '嵩屿街道', 'Songyu'],
    ['350205004', '东孚街道', 'Dongfu'],
  ),
  ...towns(
    '350206',
    ['350206001', '湖里街道', 'Huli'],
    ['350206002', '殿前街道', 'Dianqian'],
    ['350206003', '禾山街道', 'Heshan'],
    ['350206004', '江头街道', 'Jiangtou'],
    ['350206005', '金山街道', 'Jinshan'],
  ),
  ...communities('350203009', ['021', '振兴社区', 'Zhenxing'], ['023', '莲岳社区', 'Lianyue']),
  ...communities('350205002', ['008', '兴旺社区', 'Xingwang'], ['010', '兴祥社区', 'Xingxiang']),
  ...communities('350206004', ['001', '江头社区', 'Jiangtou'], ['006', '金尚社区', 'Jinshang']),

  city('440300', '深圳市', 'Shenzhen'),
  district('440308', '盐田区', 'Yantian', '440300'),
  ...towns(
    '440308',
    ['440308001', '梅沙街道', 'Meisha'],
    ['440308002', '盐田街道', 'Yantian'],
    ['440308003', '沙头角街道', 'Shatoujiao'],
    ['440308004', '海山街道', 'Haishan'],
  ),
  ...communities('440308003', ['003', '桥东', 'Qiaodong'], ['009', '田心', 'Tianxin']),
  ...communities('440308004', ['005', '倚山', 'Yishan'], ['007', '海涛', 'Haitao']),

  city('441900', '东莞市', 'Dongguan'),
  ...towns(
    '441900',
    ['441900003', '东城街道', 'Dongcheng'],
    ['441900004', '南城街道', 'Nancheng'],
    ['441900005', '万江街道', 'Wanjiang'],
    ['441900006', '莞城街道', 'Guancheng'],
    ['441900101', '石碣镇', 'Shijie'],
    ['441900102', '石龙镇', 'Shilong'],
    ['441900110', '常平镇', 'Changping'],
    ['441900111', '寮步镇', 'Liaobu'],
    ['441900114', '黄江镇', 'Huangjiang'],
    ['441900119', '长安镇', "Chang'an"],
    ['441900121', '虎门镇', 'Humen'],
    ['441900122', '厚街镇', 'Houjie'],
  ),
  ...communities('441900121', ['006', '虎门寨社区', 'Humenzhai'], ['012', '黄村社区', 'Huangcun']),
  ...communities('441900119', ['002', '长盛社区', 'Changsheng'], ['008', '乌沙社区', 'Wusha']),

  city('330300', '温州市', 'Wenzhou'),
  district('330302', '鹿城区', 'Lucheng', '330300'),
  ...towns(
    '330302',
    ['330302006', '五马街道', 'Wuma'],
    ['330302024', '滨江街道', 'Binjiang'],
    ['330302025', '南汇街道', 'Nanhui'],
    ['330302026', '松台街道', 'Songtai'],
    ['330302027', '双屿街道', 'Shuangyu'],
    ['330302029', '大南街道', "Da'nan"],
    ['330302030', '蒲鞋市街道', 'Puxieshi'],
    ['330302102', '藤桥镇', 'Tengqiao'],
    ['330302105', '山福镇', 'Shanfu'],
  ),
  ...communities('330302006', ['044', '鼓楼社区', 'Gulou'], ['045', '墨池社区', 'Mochi']),
  ...communities('330302026', ['040', '水心社区', 'Shuixin']),

  city('330100', '杭州市', 'Hangzhou'),
]
