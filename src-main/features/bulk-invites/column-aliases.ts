import type { ColumnMeaning } from '../../../src-contract/bulk-invites.ts';

type Mapped = Exclude<ColumnMeaning, 'ignore'>;

/** Titles in other scripts, as files have them. */
const otherScripts: Readonly<Record<Mapped, readonly string[]>> = {
  email: [
    '邮箱',
    '电子邮件',
    '電子メール',
    'メールアドレス',
    'メール',
    '이메일',
    'почта',
    'электронная почта',
    'имейл',
    'e-mail адрес',
  ],
  name: ['姓名', '氏名', '名前', '이름', 'имя', 'фио', 'име', "ім'я", 'név', 'όνομα', 'isim', 'ad soyad'],
  role: ['角色', '役割', '역할', 'роль', 'роля'],
  teams: ['团队', '群组', 'チーム', 'グループ', '팀', 'команда', 'группа', 'група', 'екип'],
  send: ['发送邮件', 'メール送信', 'отправить'],
  tenant: ['租户', 'テナント', '테넌트', 'тенант', 'арендатор'],
};

/** Names that a column goes by, strongest first, in the form that `plainTitle` gives (condition 23). */
export const columnAliases: Readonly<Record<Mapped, readonly string[]>> = withOtherScripts({
  email: [
    ...['email', 'emailaddress', 'mail', 'emails', 'mailaddress', 'primaryemail', 'workemail'],
    ...['epost', 'epostadresse', 'epostadress', 'emailadresse', 'mailadresse', 'emailadres', 'mailadres'],
    ...['courriel', 'adressecourriel', 'adresseemail', 'adressemail', 'adresseelectronique'],
    ...['correo', 'correoelectronico', 'indirizzoemail', 'postaelettronica', 'enderecodeemail'],
    ...['sahkoposti', 'adresemail', 'adrese-mail'],
    ...['userprincipalname', 'upn', 'username', 'login', 'user', 'address', 'memberemail'],
  ],
  name: [
    ...['name', 'displayname', 'fullname', 'navn', 'fulltnavn', 'namn', 'fullstandigtnamn', 'naam'],
    ...['volledigenaam', 'vollstandigername', 'anzeigename', 'nom', 'nomcomplet', 'nombre', 'nombrecompleto'],
    ...['nome', 'nomecompleto', 'nimi', 'imieinazwisko', 'person'],
  ],
  role: [
    ...['role', 'tenantrole', 'roles', 'userrole', 'rolle', 'rollen', 'roller', 'roll', 'rol', 'ruolo'],
    ...['funcao', 'papel', 'rooli', 'rola', 'memberrole'],
  ],
  send: [
    ...[
      'send',
      'sendemail',
      'sendmail',
      'sendinvite',
      'sendpasswordemail',
      'passwordemail',
      'invite',
      'notify',
    ],
    ...[
      'notifybyemail',
      'emailinvitation',
      'sendepost',
      'epostsenden',
      'emailsenden',
      'benachrichtigen',
      'envoyer',
    ],
    ...['envoyeremail', 'enviar', 'enviarcorreo', 'wyslij'],
  ],
  teams: [
    ...[
      'teams',
      'team',
      'teamname',
      'teamnames',
      'groups',
      'group',
      'groupname',
      'grupper',
      'gruppe',
      'gruppen',
    ],
    ...['grupp', 'lag', 'groep', 'groepen', 'groupe', 'groupes', 'equipe', 'equipes', 'equipo', 'equipos'],
    ...['grupo', 'grupos', 'gruppo', 'gruppi', 'squadra', 'ryhma', 'ryhmat', 'tiimi', 'zespol', 'mannschaft'],
  ],
  tenant: [
    ...['tenant', 'tenantname', 'tenants', 'tenanturl', 'tenanthost', 'mandant', 'mandantname', 'mandanten'],
    ...['leietaker', 'hyresgast', 'lejer', 'huurder', 'locataire', 'inquilino', 'locatario', 'vuokralainen'],
    ...['najemca', 'dzierzawca', 'controlplane'],
  ],
});

function withOtherScripts(latin: Record<Mapped, readonly string[]>): Record<Mapped, readonly string[]> {
  const join = (meaning: Mapped): string[] => [...latin[meaning], ...otherScripts[meaning].map(plainTitle)];
  return {
    email: join('email'),
    name: join('name'),
    role: join('role'),
    teams: join('teams'),
    send: join('send'),
    tenant: join('tenant'),
  };
}

/** A column's title without case, accents, spaces, `_`, `-` and the like. */
export function plainTitle(title: string): string {
  return title
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
    .toLowerCase();
}

const secretWords = [
  ...['password', 'passwd', 'passwort', 'passord', 'losenord', 'adgangskode', 'wachtwoord', 'motdepasse'],
  ...['contrasena', 'senha', 'haslo', 'salasana', 'heslo', 'token', 'secret', 'apikey'],
];

/** Too short to be sought inside of other words. */
const secretTitles: readonly string[] = [
  'pin',
  'pw',
  'pwd',
  'initialpw',
  'temppw',
  'temppwd',
  'kennwort',
  'passcode',
  'passphrase',
];

/** Whether a column of this title holds what must not be kept; a column that says who gets a password email does not. */
export function isSecretTitle(title: string): boolean {
  const plain = plainTitle(title);
  if (columnAliases.send.includes(plain)) return false;
  return secretTitles.includes(plain) || secretWords.some((word) => plain.includes(word));
}
