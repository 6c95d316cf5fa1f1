/**
 * Names for the seeded people, by the way they are written. A name is `Shown` or `Shown/ascii`; the second form is for
 * scripts from which no ASCII address can be derived. No family name stands in two lists: that keeps the pair of given
 * and family name, and with it the e-mail address, unique across lists.
 */
export interface NameList {
  readonly share: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** How the parts are put together; `one` uses the family list alone. */
  readonly order: 'given-family' | 'family-given' | 'family-given-joined' | 'one';
}

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*|\s*\n\s*/u);

export const nameLists: readonly NameList[] = [
  {
    share: 30,
    order: 'given-family',
    given:
      words(`Aksel, Anders, Åse, Astrid, Birgitte, Bjørn, Dag, Eirik, Elin, Espen, Eva, Frida, Gro, Gunnar, Håkon,
      Hanne, Harald, Helga, Henrik, Ida, Inger, Ivar, Jens, Johanne, Jørgen, Kari, Kåre, Kirsten, Knut, Lars, Liv, Magnus,
      Maja, Marit, Mette, Mikkel, Nils, Odd, Olav, Øystein, Ragnhild, Rune, Sigrid, Silje, Siv, Solveig, Stian, Sverre,
      Tone, Torbjørn, Trine, Unni, Vegard, Ylva`),
    family:
      words(`Aas, Aasen, Andersen, Bakke, Berg, Bjerke, Brekke, Dahl, Eide, Eliassen, Engen, Fjeld, Foss, Fredriksen,
      Gulbrandsen, Haugen, Hagen, Halvorsen, Hansen, Haugland, Holm, Holte, Iversen, Jensen, Johansen, Karlsen, Knutsen,
      Kristiansen, Lie, Lindqvist, Lund, Løken, Martinsen, Moen, Myhre, Nilsen, Nygård, Næss, Olsen, Østby, Paulsen,
      Pedersen, Rasmussen, Ruud, Sæther, Sandvik, Sjöberg, Solberg, Sørensen, Strand, Sundby, Thorsen, Tveit, Ueland, Vik,
      Wåge, Ødegård`),
  },
  {
    share: 22,
    order: 'given-family',
    given:
      words(`Amélie, Anaïs, André, Beatriz, Bram, Carla, Chloé, Clara, Daniel, Diego, Elena, Émile, Enzo, Félix, Giulia,
      Hélène, Inés, Íñigo, Jakob, Jan, João, Jürgen, Katja, Léa, Lieke, Lorenzo, Lúcia, Lukas, Mateo, Mónica, Nico, Noémie,
      Pablo, Paula, Renée, Rubén, Sofía, Stéphane, Tomás, Valentina, Wouter, Zoë`),
    family:
      words(`Almeida, Baumann, Beaulieu, Berger, Bianchi, Blanchard, Bosch, Brandt, Cáceres, Carvalho, Castelão, Conti,
      de Wit, Delacroix, Dubois, Durand, Echeverría, Esposito, Ferreira, Fischer, Fontaine, Gärtner, Giménez, Gonçalves,
      Hoffmann, Jäger, Krüger, Lefèvre, Lombardi, Marchetti, Meijer, Mendonça, Moreau, Müller, Muñoz, Navarro, Núñez,
      Pereira, Peña, Quintana, Ricci, Ríos, Rousseau, Schäfer, Schröder, Silva, Straßer, van den Berg, van Leeuwen,
      Weiß, Zimmermann`),
  },
  {
    share: 12,
    order: 'given-family',
    given:
      words(`Alice, Aaron, Bethany, Callum, Charlotte, Derek, Ella, Ethan, Fiona, Gareth, Grace, Harriet, Hugh, Isla,
      James, Keira, Liam, Megan, Nathan, Olivia, Owen, Poppy, Rhys, Rosie, Samuel, Tessa, Victor, Wendy`),
    family:
      words(`Abbott, Barnes, Bell, Carter, Clarke, Cole, Davies, Ellis, Fletcher, Gibson, Harding, Hughes, Jarvis,
      Kirby, Lawson, Marsh, Nash, Osborne, Palmer, Reid, Sharpe, Turner, Underhill, Vaughan, Walsh, Whitaker, Yates`),
  },
  {
    share: 8,
    order: 'given-family',
    given:
      words(`Agnieszka, Bartłomiej, Çağla, Dušan, Elif, Gergő, Grażyna, Ioana, Jiří, Kristýna, Łukasz, Mehmet, Mihály,
      Nadežda, Ömer, Petra, Řehoř, Şebnem, Ștefan, Tereza, Uğur, Věra, Yiğit, Žofia`),
    family:
      words(`Aydın, Balogh, Čapek, Dąbrowska, Dvořák, Erdoğmuş, Fehér, Gałązka, Horváth, Ionescu, Jelínek, Kaya,
      Kőszegi, Kučera, Łoś, Malý, Nowakowska, Öztürk, Popović, Řezníček, Szabó, Şahin, Țurcanu, Vukić, Wiśniewski, Yıldız,
      Zieliński, Żuraw`),
  },
  {
    share: 6,
    order: 'given-family',
    given:
      words(`Aarav, Aditi, Amara, Ananya, Chidi, Deepa, Farah, Ibrahim, Imani, Kavya, Kwame, Lakshmi, Leila, Minh,
      Ngozi, Omar, Priya, Quang, Rohan, Samira, Tariq, Thandiwe, Vikram, Zainab`),
    family:
      words(`Abara, Adeyemi, Bhattacharya, Chatterjee, Diallo, El-Sayed, Eze, Farouk, Haddad, Iyer, Jallow, Khan,
      Mbeki, Menon, Mensah, Nair, Nwosu, Okafor, Patel, Qureshi, Raman, Subramanian, Trần, Usman, Võ, Yadav, Zulu`),
  },
  {
    share: 5,
    order: 'given-family',
    given:
      words(`Александр/aleksandr, Анна/anna, Борис/boris, Вера/vera, Галина/galina, Дмитрий/dmitrii, Елена/jelena,
      Зоя/zoya, Ирина/irina, Константин/konstantin, Людмила/lyudmila, Мария/maria, Надежда/nadezhda, Олег/oleg,
      Павел/pavel, Светлана/svetlana, Тарас/taras, Юлия/yulia`),
    family:
      words(`Бондаренко/bondarenko, Гончар/honchar, Дорошенко/doroshenko, Коваленко/kovalenko, Ковальчук/kovalchuk,
      Кравченко/kravchenko, Литвин/lytvyn, Марченко/marchenko, Мельник/melnyk, Руденко/rudenko, Савченко/savchenko,
      Седых/sedykh, Тимошенко/tymoshenko, Ткачук/tkachuk, Черных/chernykh, Шевчук/shevchuk, Щерба/shcherba`),
  },
  {
    share: 4,
    order: 'given-family',
    given:
      words(`أحمد/ahmad, أمينة/amina, بلال/bilal, حسن/hasan, خالد/khalid, دينا/dina, رانيا/rania, سارة/sara, طارق/tarek,
      عائشة/aisha, فاطمة/fatima, كريم/karim, ليلى/layla, مريم/maryam, نور/nour, يوسف/yousef`),
    family:
      words(`الأنصاري/alansari, البغدادي/albaghdadi, التميمي/altamimi, الحسيني/alhusseini, الخطيب/alkhatib, الدوسري/aldosari,
      الزهراني/alzahrani, السعدي/alsaadi, الشامي/alshami, العتيبي/alotaibi, القاضي/alqadi, المصري/almasri, النجار/alnajjar`),
  },
  {
    share: 4,
    order: 'family-given-joined',
    given:
      words(`伟/wei, 芳/fang, 秀英/xiuying, 敏/min, 静/jing, 丽娟/lijuan, 强/qiang, 建国/jianguo, 晓明/xiaoming, 雨桐/yutong, 子轩/zixuan,
      欣怡/xinyi, 浩然/haoran, 梓涵/zihan, 志远/zhiyuan`),
    family:
      words(`王/wang, 李/li, 张/zhang, 刘/liu, 陈/chen, 杨/yang, 黄/huang, 赵/zhao, 吴/wu, 周/zhou, 徐/xu, 孙/sun, 欧阳/ouyang,
      诸葛/zhuge, 司马/sima`),
  },
  {
    share: 3,
    order: 'family-given',
    given:
      words(`花子/hanako, 太郎/taro, 美咲/misaki, 健一/kenichi, さくら/sakura, 翔太/shota, 由美子/yumiko, 大輔/daisuke, 葵/aoi,
      蓮/ren, 結衣/yui, 直樹/naoki, 真理子/mariko, ハナ/hana`),
    family:
      words(`佐藤/sato, 鈴木/suzuki, 高橋/takahashi, 田中/tanaka, 渡辺/watanabe, 伊藤/ito, 山本/yamamoto, 中村/nakamura, 小林/kobayashi,
      田辺/tanabe, 長谷川/hasegawa, 五十嵐/igarashi, 勅使河原/teshigawara`),
  },
  {
    share: 2,
    order: 'family-given-joined',
    given:
      words(`민준/minjun, 서연/seoyeon, 지훈/jihoon, 하은/haeun, 도윤/doyun, 수빈/subin, 예준/yejun, 지우/jiwoo, 현우/hyunwoo, 유진/yujin,
      은지/eunji, 태영/taeyoung`),
    family: words(
      `김/kim, 이/yi, 박/park, 최/choi, 정/jung, 강/kang, 조/cho, 윤/yoon, 장/jang, 임/lim, 남궁/namgung, 황보/hwangbo`,
    ),
  },
  {
    share: 3,
    order: 'given-family',
    given:
      words(`अनन्या/ananya, आरव/aarav, ईशा/isha, कविता/kavita, गौरव/gaurav, दीपक/deepak, नेहा/neha, पूजा/pooja, मीरा/meera,
      राहुल/rahul, विक्रम/vikram, श्रेया/shreya, सुनीता/sunita, हर्ष/harsh`),
    family:
      words(`शर्मा/sharma, वर्मा/verma, गुप्ता/gupta, जोशी/joshi, कुलकर्णी/kulkarni, देशमुख/deshmukh, मिश्रा/mishra, चौहान/chauhan, ठाकुर/thakur,
      त्रिपाठी/tripathi, श्रीवास्तव/shrivastava`),
  },
  {
    share: 3,
    order: 'given-family',
    given:
      words(`Anne-Marie, Jean-Luc, Karl-Heinz, Lise-Lotte, Mary-Kate, Bjørn-Erik, Marie-Ève, N'Golo, Siân, D'Arcy,
      Ana-Sofia, Per-Olof`),
    family:
      words(`O'Brien, O'Sullivan, D'Angelo, Dell'Acqua, L'Écuyer, Smith-Jones, Núñez-Feijóo, Saint-Exupéry, N'Diaye,
      Lloyd-Hughes, O’Connor, Hansen-Løve, Ben-David`),
  },
  {
    share: 1,
    order: 'one',
    given: [],
    family:
      words(`Wulandari, Suryanto, Hartati, Purnomo, Ratnasari, Widodo, Setyawan, Kusuma, Prasetya, Lestari, Tenzin,
      Dorji, Pema, Sonam, Zarni, Thiha`),
  },
  {
    share: 1,
    order: 'given-family',
    given:
      words(`Maria Fernanda Guadalupe de los Ángeles/mariafernanda, José Antonio Francisco Javier/joseantonio,
      Wilhelmina Adriana Johanna Cornelia/wilhelmina, Venkata Satyanarayana Lakshminarasimha/venkata,
      Alexandria Theodora Philomena/alexandria, Friedrich Maximilian Leopold/friedrich`),
    family:
      words(`Rodríguez-Villanueva y Fernández de Córdoba/rodriguezvillanueva, Wickramasinghe Mudiyanselage Bandara/wickramasinghe,
      van Oldenbarnevelt tot Amelisweerd en Rhijnauwen/vanoldenbarnevelt, Papadimitriou-Konstantinopoulou/papadimitriou,
      Ramanathapuram Chidambaram Krishnamurthy/ramanathapuram, Graf von Hohenstein-Schwarzenfels zu Altenburg/hohenstein`),
  },
];
