import type { BodyRow } from './shape.ts'

/** Who buys. */
export const bodies: readonly BodyRow[] = [
  { key: 'minhang', zh: '闵行区民政局', en: 'Minhang Civil Affairs Bureau', region: '310112' },
  { key: 'minhang-justice', zh: '闵行区司法局', en: 'Minhang Justice Bureau', region: '310112' },
  { key: 'jiangchuan', zh: '江川路街道办事处', en: 'Jiangchuan Road Subdistrict Office', region: '310112001' },
  { key: 'qibao', zh: '七宝镇人民政府', en: 'Qibao Town Government', region: '310112102' },
  { key: 'xiamen', zh: '厦门市民政局', en: 'Xiamen Civil Affairs Bureau', region: '350200' },
  { key: 'xiamen-women', zh: '厦门市妇女联合会', en: "Xiamen Women's Federation", region: '350200' },
  { key: 'siming', zh: '思明区民政局', en: 'Siming Civil Affairs Bureau', region: '350203' },
  { key: 'huli', zh: '湖里区民政局', en: 'Huli Civil Affairs Bureau', region: '350206' },
  { key: 'haicang-health', zh: '海沧区卫生健康局', en: 'Haicang Health Bureau', region: '350205' },
  { key: 'haicang-labour', zh: '海沧区人力资源和社会保障局', en: 'Haicang Human Resources Bureau', region: '350205' },
  { key: 'yantian', zh: '盐田区民政局', en: 'Yantian Civil Affairs Bureau', region: '440308' },
  { key: 'shatoujiao', zh: '沙头角街道办事处', en: 'Shatoujiao Subdistrict Office', region: '440308003' },
  { key: 'dongguan', zh: '东莞市民政局', en: 'Dongguan Civil Affairs Bureau', region: '441900' },
  { key: 'dongguan-youth', zh: '共青团东莞市委员会', en: 'Dongguan Youth League', region: '441900' },
  { key: 'humen', zh: '虎门镇人民政府', en: 'Humen Town Government', region: '441900121' },
  { key: 'lucheng', zh: '鹿城区民政局', en: 'Lucheng Civil Affairs Bureau', region: '330302' },
  { key: 'lucheng-justice', zh: '鹿城区司法局', en: 'Lucheng Justice Bureau', region: '330302' },
  { key: 'wenzhou-disabled', zh: '温州市残疾人联合会', en: "Wenzhou Disabled Persons' Federation", region: '330300' },
]
