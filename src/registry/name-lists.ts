/**
 * Given names and surnames often met in Bolivia, without accents. They serve to find the order of a name, to tell a slip
 * from another name, and to know a rare name from a usual one; they never say anything about a person, least of all the
 * sex. Pure data.
 */

export const GIVEN_NAMES = new Set(
  `abel abigail adela adolfo adrian adriana agustin alberto alejandra alejandro alex alfredo alicia alvaro
    amalia amanda ana andrea andres angel angela angelica antonia antonio ariel armando arturo aurora beatriz
    benita benjamin bernardo betty brenda brian camila carla carlos carmen carolina cecilia celia cesar clara
    claudia clotilde cristian cristina dalia daniel daniela david daysi delia diana diego dionicia domingo dora
    edgar edith eduardo edwin elena elias elisa elizabeth elsa elva emilio emma enrique eric erika ernesto
    esteban esther eugenia eulogia eusebia eva fabian fabiola fatima felipe felix fernando fidel filomena flora
    franz freddy gabriel gabriela gerardo german gladys gloria gonzalo gregoria gregorio grover guadalupe
    guillermo gustavo hector helen henry heriberto hernan hilda hugo humberto ignacio ines irene iris irma
    isabel ivan jacinta jaime javier jenny jesus jhon jhonny jhoselin jimena joaquin johnny jorge jose josefina
    juan juana judith julia julian julio justina karen karina katherine laura leonardo leticia lidia lilian
    liliana limbert lina lorena lourdes lucas lucia luis luisa luz magdalena manuel marcela marcelo marco
    margarita maria mariana maribel marina mario marisol marta martha martin mateo mauricio maximo maya melisa
    mercedes mery miguel milton miriam modesta monica nadia nancy natalia nelly nelson nestor nicolas nicolasa
    nilda noelia nora norma octavio olga oscar pablo pamela paola patricia paulina pedro primitiva rafael ramiro
    ramon raquel raul rebeca remberto rene reyna ricardo rita roberto rocio rodolfo rodrigo roger rolando roman
    ronald rosa rosario rosmery roxana ruben ruth samuel sandra santiago santusa sara saul sebastian sergio
    severina silvia simon simona sofia soledad sonia susana tania tatiana teodora teofilo teresa tomas valentina
    valeria vanessa veronica vicente victor victoria virginia viviana vladimir walter wendy wilfredo william
    wilma wilmer wilson wilder willy ximena yola yolanda yesenia zenobia zulma`.split(/\s+/),
);
export const SURNAMES = new Set(
  `aguilar aguirre alanoca alarcon alcon alvarez antelo apaza aramayo aranibar arce arias arteaga ayala
    balderrama baltazar barrios bautista bejarano blanco borda burgoa bustos caballero cabrera caceres calderon
    calle callisaya camacho campos canaviri cardenas cardozo carrasco carvajal castedo castellon castillo castro
    catari cespedes chambi chavez chipana choque choquehuanca claros coca colque conde condori copa coria cortez
    crespo cruz cuellar cusi delgado diaz duran encinas escobar espinoza fernandez figueroa flores fuentes
    galarza galindo gallardo gandarillas garcia garnica gomez gonzales gonzalez guaman guarachi guerrero guevara
    gutierrez guzman herbas heredia hernandez herrera hinojosa huanca huarachi huayta hurtado ibanez illanes
    jaldin jimenez justiniano laime laruta laura lazarte lima limachi linares llanos llanque lopez lozano luna
    machaca maldonado mamani marca marquez martinez mayta medina medrano mejia melgar mendez mendoza mercado
    merida mita molina mollo montano montero morales moreno moron moya munoz murillo nava navarro nina noe ochoa
    ojeda orellana ortega ortiz ortuno pacheco padilla paniagua paredes parra paz pena peralta peredo perez
    pinto poma ponce portillo prado quisbert quiroga quispe ramirez ramos rengifo reyes ribera rios rivera
    rivero roca rocabado rocha rodriguez rojas roman romero rosales rosas rueda ruiz saavedra salas salazar
    salinas salvatierra sanchez sandoval santos sarmiento segovia serrano siles silva sirpa soliz soria sossa
    soto suarez suxo tapia tarqui tellez teran terceros terrazas terrones ticona tito tola torres torrez torrico
    tudela ugarte urquiza vaca valdez valdivia valencia vallejos vargas vasquez vedia vega velarde velasco vera
    villarroel villca villegas vino yapura yapu yucra yujra zabala zambrana zapata zarate zeballos zelaya
    zubieta zurita`.split(/\s+/),
);

/** Full names that a short form can stand for. */
export const SHORT_FORMS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  ale: ['alejandra', 'alejandro'], beto: ['alberto', 'roberto', 'humberto', 'norberto', 'gilberto'], chabela: ['isabel'],
  charo: ['rosario'], chela: ['graciela', 'marcela'], concha: ['concepcion'], fer: ['fernando', 'fernanda'],
  gaby: ['gabriela', 'gabriel'], isa: ['isabel'], kike: ['enrique'], quique: ['enrique'], lalo: ['eduardo', 'gonzalo'],
  lola: ['dolores'], lucho: ['luis'], lupe: ['guadalupe'], memo: ['guillermo'], nacho: ['ignacio'], nando: ['fernando'],
  paco: ['francisco'], pancho: ['francisco'], panchita: ['francisca'], pepe: ['jose'], paty: ['patricia'],
  pati: ['patricia'], rafa: ['rafael'], santi: ['santiago'], tere: ['teresa'], tono: ['antonio'], vero: ['veronica'],
  vicky: ['victoria'], moni: ['monica'], cris: ['cristina', 'cristian'], dani: ['daniel', 'daniela'], nico: ['nicolas'],
  manu: ['manuel', 'manuela'], juanito: ['juan'], juanita: ['juana'], rosita: ['rosa'], carmencita: ['carmen'],
  anita: ['ana'], marquito: ['marco'], carlitos: ['carlos'], pedrito: ['pedro'], julita: ['julia'], techi: ['teresa'],
}));
