//! NumPy's numbers, letters and names of element types.

/// The element types, by NumPy's type numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are NumPy's; see `TypeNum::name`")]
pub enum TypeNum {
    Bool = 0,
    Byte = 1,
    UByte = 2,
    Short = 3,
    UShort = 4,
    Int = 5,
    UInt = 6,
    /// C's long, of 64 bits as on desktop systems.
    Long = 7,
    ULong = 8,
    LongLong = 9,
    ULongLong = 10,
    Float = 11,
    Double = 12,
    /// Stored as a double, as where C's long double is one.
    LongDouble = 13,
    CFloat = 14,
    CDouble = 15,
    CLongDouble = 16,
    Object = 17,
    Bytes = 18,
    Unicode = 19,
    Void = 20,
    DateTime = 21,
    TimeDelta = 22,
    Half = 23,
}

/// The kinds of element types, in the order of promotion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Bool,
    Unsigned,
    Signed,
    Float,
    Complex,
    Bytes,
    Unicode,
    Void,
    Object,
    DateTime,
    TimeDelta,
}

impl Kind {
    /// NumPy's letter of the kind (`dtype.kind`).
    pub fn letter(self) -> char {
        match self {
            Self::Bool => 'b',
            Self::Unsigned => 'u',
            Self::Signed => 'i',
            Self::Float => 'f',
            Self::Complex => 'c',
            Self::Bytes => 'S',
            Self::Unicode => 'U',
            Self::Void => 'V',
            Self::Object => 'O',
            Self::DateTime => 'M',
            Self::TimeDelta => 'm',
        }
    }
}

/// What is known of one element type.
struct Row {
    num: TypeNum,
    letter: char,
    kind: Kind,
    /// Bytes of an element; 0 where each type says it.
    size: usize,
    align: usize,
    /// Of the scalar type (`dtype.type.__name__`).
    scalar: &'static str,
}

macro_rules! rows {
    ($($num:ident $letter:literal $kind:ident $size:literal $align:literal $scalar:literal;)*) => {
        [$(Row {
            num: TypeNum::$num, letter: $letter, kind: Kind::$kind, size: $size, align: $align,
            scalar: $scalar,
        }),*]
    };
}

const ROWS: [Row; 24] = rows! {
    Bool '?' Bool 1 1 "bool";
    Byte 'b' Signed 1 1 "int8";
    UByte 'B' Unsigned 1 1 "uint8";
    Short 'h' Signed 2 2 "int16";
    UShort 'H' Unsigned 2 2 "uint16";
    Int 'i' Signed 4 4 "int32";
    UInt 'I' Unsigned 4 4 "uint32";
    Long 'l' Signed 8 8 "int64";
    ULong 'L' Unsigned 8 8 "uint64";
    LongLong 'q' Signed 8 8 "longlong";
    ULongLong 'Q' Unsigned 8 8 "ulonglong";
    Float 'f' Float 4 4 "float32";
    Double 'd' Float 8 8 "float64";
    LongDouble 'g' Float 8 8 "longdouble";
    CFloat 'F' Complex 8 4 "complex64";
    CDouble 'D' Complex 16 8 "complex128";
    CLongDouble 'G' Complex 16 8 "clongdouble";
    Object 'O' Object 8 8 "object_";
    Bytes 'S' Bytes 0 1 "bytes_";
    Unicode 'U' Unicode 0 4 "str_";
    Void 'V' Void 0 1 "void";
    DateTime 'M' DateTime 8 8 "datetime64";
    TimeDelta 'm' TimeDelta 8 8 "timedelta64";
    Half 'e' Float 2 2 "float16";
};

impl TypeNum {
    /// All of them, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.num)
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// The type of a number (`dtype.num`).
    pub fn from_num(num: usize) -> Option<Self> {
        ROWS.get(num).map(|row| row.num)
    }

    /// The type of a letter (`dtype.char`).
    pub fn from_letter(letter: char) -> Option<Self> {
        let letter = match letter {
            'p' | 'n' => 'l',
            'P' | 'N' => 'L',
            other => other,
        };
        let row = ROWS.iter().find(|row| row.letter == letter)?;
        Some(row.num)
    }

    /// The number, as NumPy counts (`dtype.num`).
    pub fn num(self) -> usize {
        self as usize
    }

    /// The letter (`dtype.char`).
    pub fn letter(self) -> char {
        self.row().letter
    }

    /// The kind.
    pub fn kind(self) -> Kind {
        self.row().kind
    }

    /// Bytes of one element; 0 for text, bytes and void, whose size each type says.
    pub fn size(self) -> usize {
        self.row().size
    }

    /// How elements are aligned in a C structure.
    pub fn alignment(self) -> usize {
        self.row().align
    }

    /// The name of its scalar type (`dtype.type.__name__`).
    pub fn scalar_name(self) -> &'static str {
        self.row().scalar
    }

    /// The plain type of this kind and size.
    pub fn of_size(kind: Kind, size: usize) -> Option<Self> {
        let row = ROWS
            .iter()
            .find(|row| row.kind == kind && row.size == size)?;
        Some(row.num)
    }

    /// The type that computes as this one does: what C's names for the same bits stand for.
    #[must_use]
    pub fn canonical(self) -> Self {
        match self {
            Self::LongLong => Self::Long,
            Self::ULongLong => Self::ULong,
            Self::LongDouble => Self::Double,
            Self::CLongDouble => Self::CDouble,
            other => other,
        }
    }

    /// Whether it is a whole number (without truth values).
    pub fn is_integer(self) -> bool {
        matches!(self.kind(), Kind::Signed | Kind::Unsigned)
    }

    /// Whether it is a number (with truth values).
    pub fn is_number(self) -> bool {
        self.kind() <= Kind::Complex
    }

    /// Whether each type says its size.
    pub fn is_flexible(self) -> bool {
        matches!(self, Self::Bytes | Self::Unicode | Self::Void)
    }

    /// Whether it is a point in time or a span.
    pub fn is_date(self) -> bool {
        matches!(self, Self::DateTime | Self::TimeDelta)
    }
}
