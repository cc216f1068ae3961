//! How deep a source nests. Parsing and compiling recurse without looking where the stack ends, so
//! sources that would take them there are refused before.

use rustpython_vm::compiler::ast::token::TokenKind;
use rustpython_vm::compiler::parser::Mode;
use rustpython_vm::compiler::parser::lexer::lex;

/// How deep the parser recurses at most: blocks, brackets, and operators that take all that follows.
/// Commas and the ends of lines end what these have begun.
pub(crate) fn of(source: &str, mode: Mode) -> usize {
    let mut lexer = lex(source, mode);
    let mut blocks = 0;
    // Operators by the brackets around them, and all together.
    let mut operators = vec![0];
    let mut open = 0;
    let mut deepest = 0;
    let mut is_after_operand = false;
    loop {
        let token = lexer.next_token();
        match token {
            TokenKind::EndOfFile => return deepest,
            TokenKind::Indent => blocks += 1,
            TokenKind::Dedent => blocks -= 1,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => operators.push(0),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if operators.len() > 1 => {
                open -= operators.pop().unwrap_or_default();
            }
            TokenKind::Comma | TokenKind::Newline | TokenKind::Semi => {
                if let Some(last) = operators.last_mut() {
                    open -= std::mem::take(last);
                }
            }
            _ if takes_all_that_follows(token, is_after_operand) => {
                if let Some(last) = operators.last_mut() {
                    *last += 1;
                    open += 1;
                }
            }
            _ => {}
        }
        deepest = deepest.max(blocks + operators.len() + open);
        is_after_operand = is_operand_end(token);
    }
}

fn takes_all_that_follows(token: TokenKind, is_after_operand: bool) -> bool {
    match token {
        TokenKind::Minus | TokenKind::Plus | TokenKind::Tilde | TokenKind::Not => !is_after_operand,
        TokenKind::Lambda | TokenKind::DoubleStar | TokenKind::Else | TokenKind::Await => true,
        _ => false,
    }
}

fn is_operand_end(token: TokenKind) -> bool {
    matches!(
        token,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringEnd
            | TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::Ellipsis
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
    )
}
