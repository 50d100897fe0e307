"""Where a name or an address says that it is: the province and city at its head."""

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from ingest.clean.text import simplified

_CITIES = {
    "北京": "", "天津": "", "上海": "", "重庆": "", "香港": "", "澳门": "",
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛",
    "吉林": "长春 四平 辽源 通化 白山 松原 白城 延边",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜",
    "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西",
    "广东": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 "
    "潮州 揭阳 云浮 顺德",
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南": "海口 三亚 三沙 儋州",
    "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳",
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 红河",
    "西藏": "拉萨 日喀则 昌都 林芝",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南",
    "青海": "西宁 海东",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫",
    "新疆": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 喀什 伊犁",
    "台湾": "台北 高雄 台中 台南 新竹 新北 桃园",
}  # fmt: skip
_PROVINCE_OF = {city: province for province, cities in _CITIES.items() for city in cities.split()}
_BY_LENGTH = tuple(sorted({len(name) for name in (*_CITIES, *_PROVINCE_OF)}, reverse=True))
_TAIL = re.compile(r"(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|省|市)?")
_COUNTY = re.compile(r"([\u4e00-\u9fff]{2,3}?(?:县|区))(?=[\u4e00-\u9fff]{4})")
_PLAIN = re.compile(r"(中国|中华人民共和国|中國)")


class Region(NamedTuple):
    """`province` is empty for places outside of China, `city` where only the province is told."""

    province: str
    city: str

    def speaks_against(self, other: "Region") -> bool:
        """Say whether the two places exclude each other; a province and a city in it do not."""
        if self.province != other.province:
            return True
        return bool(self.city and other.city and self.city != other.city)


@lru_cache(maxsize=100_000)
def region(text: str) -> Region | None:
    """Return the place that a region column or an address begins with, None where there is none.

    A text without Chinese characters is the place itself, as it stands.
    """
    plain = simplified(text)
    found, _ = split_region(plain)
    if found or not plain or not plain[0].isascii():
        return found
    return Region("", plain)


def split_region(plain: str) -> tuple[Region | None, str]:
    """Return the leading place of a simplified text and the rest; the rest is never empty."""
    rest = _cut(_PLAIN.match(plain), plain)
    province, city = "", ""
    if found := _leading(rest, _CITIES):
        province, rest = found, _behind(found, rest)
    if (found := _leading(rest, _PROVINCE_OF)) and (not province or _PROVINCE_OF[found] == province):
        province, city, rest = _PROVINCE_OF[found], found, _behind(found, rest)
    if not province:
        return None, plain
    rest = _cut(_COUNTY.match(rest), rest)
    return (Region(province, city), rest) if rest else (Region(province, city), plain)


def _leading(text: str, names: Container[str]) -> str:
    """Return the longest name that the text begins with, or nothing."""
    for length in _BY_LENGTH:
        if text[:length] in names:
            return text[:length]
    return ""


def _behind(name: str, text: str) -> str:
    return _cut(_TAIL.match(text, len(name)), text)


def _cut(found: re.Match[str] | None, text: str) -> str:
    return text[found.end() :] if found else text
