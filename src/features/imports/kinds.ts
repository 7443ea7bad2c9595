export type ImportKind = "services" | "providers" | "enrollment";

export type ServiceField = "subject" | "number" | "name";
export type ProviderField = "email" | "firstName" | "lastName" | "ssoId" | "codes";
export type EnrollmentField = "email" | "ssoId" | "code";

/** One column of a file: its own header, and what else it is called in the files people have. */
export type ColumnRule<Field extends string> = {
  field: Field;
  header: string;
  required: boolean;
  /** In the form of `headerKey`. */
  aliases: readonly string[];
};

const emailAliases = [
  ...["emailaddress", "mail", "mailaddress", "useremail", "personemail", "schoolemail", "universityemail"],
  ...["studentemail", "studentemailaddress", "memberemail", "learneremail", "menteeemail"],
  ...["tutoremail", "tutoremailaddress", "provideremail", "mentoremail", "coachemail", "advisoremail"],
  ...["correo", "correoelectronico"],
];
const ssoAliases = [
  ...["sso", "ssouser", "ssousername", "ssonumber", "netid", "userid", "username", "externalid"],
  ...[
    "studentid",
    "studentnumber",
    "tutorid",
    "providerid",
    "memberid",
    "universityid",
    "schoolid",
    "campusid",
  ],
];
const codeAliases = [
  ...["course", "courses", "coursecode", "coursecodes", "class", "classes", "classcode", "classcodes"],
  ...["topic", "topics", "service", "services", "servicecode", "servicecodes", "code", "codes"],
  ...["curso", "cursos", "tema", "temas", "servicio", "servicios", "codigo", "codigos"],
];

export const serviceColumns: readonly ColumnRule<ServiceField>[] = [
  {
    field: "subject",
    header: "Subject Abbreviation",
    required: true,
    aliases: [
      ...["subject", "subjectabbrev", "subjectabbr", "subjectcode", "abbreviation", "abbrev", "prefix"],
      ...["department", "dept", "topic", "generaltopic", "service", "class", "code", "coursecode"],
      ...["servicecode", "classcode", "materia", "tema", "servicio", "codigo"],
    ],
  },
  {
    field: "number",
    header: "Course Number",
    required: false,
    aliases: [
      ...["coursenum", "courseno", "number", "num", "no", "classnumber", "classno", "catalognumber"],
      ...["servicenumber", "numero", "numerodecurso"],
    ],
  },
  {
    field: "name",
    header: "Course Name",
    required: false,
    aliases: [
      ...["name", "title", "coursetitle", "classname", "classtitle", "servicename", "servicetitle"],
      ...["topicname", "description", "nombre", "titulo", "nombredelcurso", "descripcion"],
    ],
  },
];

const ssoColumn = { field: "ssoId", header: "SSO ID", required: false, aliases: ssoAliases } as const;
const emailColumn = { field: "email", header: "Email", required: true, aliases: emailAliases } as const;

export const providerColumns: readonly ColumnRule<ProviderField>[] = [
  emailColumn,
  {
    field: "firstName",
    header: "First Name",
    required: false,
    aliases: ["first", "firstname", "given", "givenname", "givennames", "forename", "nombre", "nombres"],
  },
  {
    field: "lastName",
    header: "Last Name",
    required: false,
    aliases: ["last", "surname", "family", "familyname", "apellido", "apellidos"],
  },
  ssoColumn,
  { field: "codes", header: "Courses", required: true, aliases: codeAliases },
];

export const enrollmentColumns: readonly ColumnRule<EnrollmentField>[] = [
  emailColumn,
  ssoColumn,
  { field: "code", header: "Course", required: true, aliases: codeAliases },
];

/** The headers of each file in their order, for downloads. */
export const HEADERS: Readonly<Record<ImportKind, readonly string[]>> = {
  services: serviceColumns.map((column) => column.header),
  providers: providerColumns.map((column) => column.header),
  enrollment: enrollmentColumns.map((column) => column.header),
};
