//! Compiles the author's code: exact errors for what is wrong with it, magic and ticks in what is
//! right.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rustpython_compiler_core::{Mode, SourceFile, SourceFileBuilder};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyCode};
use rustpython_vm::compiler::codegen::compile::compile_top;
use rustpython_vm::compiler::{self, CompileError, CompileOpts, ast, parser};
use rustpython_vm::vm::VmCompileError;
use rustpython_vm::{AsObject, PyRef, PyResult, VirtualMachine};

use crate::magic::{self, Magic};
use crate::{depth, ticks};

/// Compiled code and where it came from.
#[derive(Debug, Clone)]
pub struct Program {
    pub(crate) code: PyRef<PyCode>,
    pub(crate) path: String,
}

impl Program {
    /// The path of its source.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// How many compiled programs are kept.
const MOST_KEPT: usize = 64;

/// Compiled programs by what they were made from.
#[derive(Debug)]
pub(crate) struct Programs {
    kept: RefCell<BTreeMap<(String, u64), Program>>,
    deepest_tree: usize,
}

impl Programs {
    /// Refuses trees that are deeper than `deepest_tree`.
    pub(crate) fn new(deepest_tree: usize) -> Self {
        Self {
            kept: RefCell::default(),
            deepest_tree,
        }
    }

    /// The program that `source` is, compiled now or before.
    pub(crate) fn compile(
        &self,
        source: &str,
        path: &str,
        magic: Option<Magic>,
        vm: &VirtualMachine,
    ) -> PyResult<Program> {
        let mut hasher = DefaultHasher::new();
        (source, magic).hash(&mut hasher);
        let key = (path.to_owned(), hasher.finish());
        if let Some(program) = self.kept.borrow().get(&key) {
            return Ok(program.clone());
        }
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let source = source.replace("\r\n", "\n");
        let program = Program {
            code: self.compile_text(&source, path, Mode::Exec, magic, vm)?,
            path: path.to_owned(),
        };
        let mut programs = self.kept.borrow_mut();
        if programs.len() >= MOST_KEPT {
            programs.clear();
        }
        programs.insert(key, program.clone());
        Ok(program)
    }

    /// Compiles a text of the author's: a module, or an expression.
    ///
    /// The machine's own compiler goes first, so that errors and warnings are those of Python; only
    /// what is right is changed.
    pub(crate) fn compile_text(
        &self,
        source: &str,
        path: &str,
        mode: Mode,
        magic: Option<Magic>,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<PyCode>> {
        if source.contains('\0') {
            let text = "source code string cannot contain null bytes";
            let class = vm.ctx.exceptions.syntax_error.to_owned();
            return Err(vm.new_exception_msg(class, text.into()));
        }
        let file = SourceFileBuilder::new(path, source).finish();
        let tree = self.parse(source, &file, mode, vm)?;
        let options = CompileOpts::default();
        vm.compile_with_opts(source, mode, path, options.clone())
            .map_err(|error| syntax_error(error, source, vm))?;
        let mut tree = tree.map_err(|failure| {
            let error = CompileError::from_ruff_parse_error(failure, &file, mode);
            syntax_error(error.into(), source, vm)
        })?;
        if let (ast::Mod::Module(module), Some(magic)) = (&mut tree, magic) {
            magic::put_into(module, source, magic);
        }
        ticks::put_into(&mut tree);
        compile_top(tree, file, mode, options)
            .map(|code| PyCode::new_ref_from_bytecode(vm, code))
            .map_err(|error| syntax_error(CompileError::from(error).into(), source, vm))
    }

    /// Refuses a source that is too deep to be compiled.
    pub(crate) fn check_depth(
        &self,
        source: &str,
        path: &str,
        mode: Mode,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let file = SourceFileBuilder::new(path, source).finish();
        // What else is wrong with it is found when it is compiled.
        self.parse(source, &file, mode, vm).map(drop)
    }

    /// The tree of a source that is not too deep.
    fn parse(
        &self,
        source: &str,
        file: &SourceFile,
        mode: Mode,
        vm: &VirtualMachine,
    ) -> PyResult<Result<ast::Mod, parser::ParseError>> {
        unicode_names2::table::load_for(source.as_bytes());
        let mode = match mode {
            Mode::Eval => parser::Mode::Expression,
            _ => parser::Mode::Module,
        };
        if depth::of(source, mode) > self.deepest_tree {
            let text = "maximum recursion depth exceeded during compilation";
            return Err(vm.new_recursion_error(text.to_owned()));
        }
        let parsed = parser::parse(source, parser::ParseOptions::from(mode));
        let tree = parsed.map(parser::Parsed::into_syntax);
        if let Ok(tree) = &tree {
            compiler::too_deeply_nested_error(tree, file, self.deepest_tree)
                .map_err(|error| syntax_error(error.into(), source, vm))?;
        }
        Ok(tree)
    }
}

/// The exception for an error, with the line that it is in.
fn syntax_error(error: VmCompileError, source: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let line = match &error {
        VmCompileError::Compile(error) => error
            .location()
            .and_then(|location| source.lines().nth(location.line.get() - 1)),
        VmCompileError::Warning(_) => None,
    };
    let exception = error.into_pyexception(vm, Some(source));
    let object = exception.as_object();
    let has_text = object
        .get_attr("text", vm)
        .is_ok_and(|text| !vm.is_none(&text));
    if let (false, Some(line)) = (has_text, line) {
        let text = vm.ctx.new_str(format!("{line}\n"));
        // The exception is shown without the line then.
        let _ = object.set_attr("text", text, vm);
    }
    without_guesses(exception, vm)
}

/// The same exception, about whose misspelt words nobody will guess: to print it would load a large
/// part of the library.
pub(crate) fn without_guesses(
    exception: PyBaseExceptionRef,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    if exception.fast_isinstance(vm.ctx.exceptions.syntax_error) {
        // Python's own have the attribute; another is printed without guesses anyway.
        let _ = exception
            .as_object()
            .set_attr("_metadata", vm.ctx.none(), vm);
    }
    exception
}
