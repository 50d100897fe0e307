"""Where the invented firms and people are: real cities, so that region codes and courts make sense."""

_CITIES = """
浙江省 宁波 330200 ningbo 浙02 | 浙江省 杭州 330100 hangzhou 浙01 | 浙江省 温州 330300 wenzhou 浙03
江苏省 苏州 320500 suzhou 苏05 | 江苏省 无锡 320200 wuxi 苏02 | 江苏省 南京 320100 nanjing 苏01
江苏省 常州 320400 changzhou 苏04 | 江苏省 南通 320600 nantong 苏06 | 江苏省 徐州 320300 xuzhou 苏03
安徽省 合肥 340100 hefei 皖01 | 安徽省 芜湖 340200 wuhu 皖02 | 山东省 青岛 370200 qingdao 鲁02
山东省 济南 370100 jinan 鲁01 | 福建省 福州 350100 fuzhou 闽01 | 福建省 厦门 350200 xiamen 闽02
广东省 广州 440100 guangzhou 粤01 | 广东省 深圳 440300 shenzhen 粤03 | 广东省 佛山 440600 foshan 粤06
广东省 珠海 440400 zhuhai 粤04 | 湖北省 武汉 420100 wuhan 鄂01 | 湖北省 宜昌 420500 yichang 鄂05
湖南省 长沙 430100 changsha 湘01 | 湖南省 株洲 430200 zhuzhou 湘02 | 河南省 郑州 410100 zhengzhou 豫01
河南省 洛阳 410300 luoyang 豫03 | 四川省 成都 510100 chengdu 川01 | 陕西省 西安 610100 xian 陕01
陕西省 宝鸡 610300 baoji 陕03 | 辽宁省 沈阳 210100 shenyang 辽01 | 辽宁省 大连 210200 dalian 辽02
江西省 南昌 360100 nanchang 赣01 | 云南省 昆明 530100 kunming 云01 | 贵州省 贵阳 520100 guiyang 黔01
山西省 太原 140100 taiyuan 晋01 | 吉林省 长春 220100 changchun 吉01 | 黑龙江省 哈尔滨 230100 haerbin 黑01
甘肃省 兰州 620100 lanzhou 甘01
"""
_ROWS = [row.split() for line in _CITIES.strip().splitlines() for row in line.split(" | ")]

CITIES = [row[1] for row in _ROWS]
REGIONS = [row[0] + row[1] + "市" for row in _ROWS]
REGION_CODES = [int(row[2]) for row in _ROWS]
"""Six digits of GB/T 2260 that were valid in every year from 1940 on."""
CITY_LATIN = [row[3].capitalize() for row in _ROWS]
COURTS = [row[1] + "市中级人民法院" for row in _ROWS]
COURT_CODES = [row[4] for row in _ROWS]

_ROADS = "望海 松涛 文景 创业 科苑 滨河 云杉 临港 紫荆 学府 兴工 碧桃 金穗 长林 石桥 清溪 北辰 翠屏"
ROADS = _ROADS.split()

WESTERN = """
Hamburg,Germany,Hafenstrasse,GmbH | Lyon,France,Rue des Ateliers,SARL | Torino,Italy,Via dei Mulini,S.r.l.
Leeds,United Kingdom,Mill Lane,Ltd | Rotterdam,Netherlands,Kadeweg,B.V.
Gdansk,Poland,Ulica Portowa,Sp. z o.o.
Bilbao,Spain,Calle del Puerto,S.L. | Ohio,United States,Foundry Road,Inc. | Malmo,Sweden,Verkstadsgatan,AB
Singapore,Singapore,Harbour Link,Pte. Ltd.
"""
_WESTERN = [row.split(",") for line in WESTERN.strip().splitlines() for row in line.split(" | ")]

TOWNS = [row[0].strip() for row in _WESTERN]
COUNTRIES = [row[1] for row in _WESTERN]
STREETS = [row[2] for row in _WESTERN]
LATIN_FORMS = [row[3] for row in _WESTERN]
