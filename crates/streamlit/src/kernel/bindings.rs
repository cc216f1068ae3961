//! What widgets that are gone have written into the address.

use brooklet_session::query::{Parameter, Parameters};

use super::app::App;

impl App {
    /// Takes away what widgets that are gone have written into the address.
    pub(crate) fn unbind_missing(&self) {
        let session = self.session();
        let mut gone: Vec<String> = Vec::new();
        session.with_state(|state| {
            session.bindings.borrow_mut().retain(|name, binding| {
                let stays = state.widget(&binding.id).is_some();
                if !stays {
                    gone.push(name.clone());
                }
                stays
            });
        });
        let present = session.query.borrow().clone();
        let stays = |(name, _): &(String, Parameter)| !gone.contains(name);
        let parameters: Parameters = present.clone().into_iter().filter(stays).collect();
        if parameters.len() < present.len() {
            self.change_query(parameters);
        }
    }
}
