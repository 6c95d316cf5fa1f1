import type { ColumnMeaning } from '../../../src-contract/bulk-invites.ts';

type Mapped = Exclude<ColumnMeaning, 'ignore'>;

/** Names that a column goes by, strongest first, in the form that `plainTitle` gives (condition 23). */
export const columnAliases: Readonly<Record<Mapped, readonly string[]>> = {
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
};

/** A column's title without case, accents, spaces, `_`, `-` and the like. */
export function plainTitle(title: string): string {
  return title
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
    .toLowerCase();
}
